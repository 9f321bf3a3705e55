package io.github.toxmatrix.index.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, closed when nothing arrives for too long: the JDK's own has no limit. Nor are those who read always woken
 * by an interruption; {@link #abort} wakes them.
 */
final class GuardedStream extends FilterInputStream {

    private final long limit;
    private final ScheduledFuture<?> guard;
    private final Consumer<GuardedStream> closed;
    private volatile long waitingSince;
    private volatile boolean waiting;
    private volatile boolean expired;
    private volatile boolean aborted;

    /** @param closed is told when nobody reads it any more */
    GuardedStream(InputStream body, Duration timeout, ScheduledExecutorService timer, Consumer<GuardedStream> closed) {
        super(body);
        this.limit = timeout.toNanos();
        this.closed = closed;
        long period = Math.max(1, timeout.toMillis() / 4);
        this.guard = timer.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
    }

    private void check() {
        if (waiting && System.nanoTime() - waitingSince > limit) {
            expired = true;
            cut();
        }
    }

    private void cut() {
        try {
            in.close();
        } catch (IOException alreadyBroken) {
            return; // so who reads hears of it anyway
        }
    }

    /** Ends it for who reads, who hears that it was closed here. */
    void abort() {
        aborted = true;
        cut();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        waitingSince = System.nanoTime();
        waiting = true;
        try {
            int read = super.read(buffer, offset, length);
            notClosed(null);
            return read;
        } catch (IOException failed) {
            notClosed(failed);
            throw failed;
        } finally {
            waiting = false;
        }
    }

    /** A stream that was closed by us says so, whatever the JDK's says. */
    private void notClosed(@Nullable IOException failed) throws IOException {
        if (aborted) {
            throw (IOException) new AsynchronousCloseException().initCause(failed);
        }
        if (expired) {
            throw new HttpTimeoutException("it sent nothing for " + limit / 1_000_000 + " ms");
        }
    }

    @Override
    public void close() throws IOException {
        guard.cancel(false);
        closed.accept(this);
        super.close();
    }
}
