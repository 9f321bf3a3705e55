package io.github.toxmatrix.index.upstream;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The body of an answer, closed when nothing arrives for too long: the JDK's own has no limit. */
final class GuardedStream extends FilterInputStream {

    private final long limit;
    private final ScheduledFuture<?> guard;
    private volatile long waitingSince;
    private volatile boolean waiting;
    private volatile boolean expired;

    GuardedStream(InputStream body, Duration timeout, ScheduledExecutorService timer) {
        super(body);
        this.limit = timeout.toNanos();
        long period = Math.max(1, timeout.toMillis() / 4);
        this.guard = timer.scheduleWithFixedDelay(this::check, period, period, TimeUnit.MILLISECONDS);
    }

    private void check() {
        if (waiting && System.nanoTime() - waitingSince > limit) {
            expired = true;
            try {
                in.close();
            } catch (IOException alreadyBroken) {
                expired = true;
            }
        }
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
            if (expired) {
                throw new HttpTimeoutException("it sent nothing for " + limit / 1_000_000 + " ms");
            }
            return read;
        } catch (IOException failed) {
            throw expired ? new HttpTimeoutException("it sent nothing for " + limit / 1_000_000 + " ms") : failed;
        } finally {
            waiting = false;
        }
    }

    @Override
    public void close() throws IOException {
        guard.cancel(false);
        super.close();
    }
}
