package io.github.toxmatrix.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.PumpStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two streams of a process into a sink, one piece at a time, until both ended, or until the process ended and a
 * child that it left behind holds them open but prints nothing.
 */
final class OutputPump extends PumpStreamHandler {

    /** What the process wrote is in the pipe when it ends: this is the time in which a busy machine lets us read it. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long POLL_MILLIS = 10;

    private final OutputSink sink;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private boolean open = true;
    private volatile long lastRead = System.nanoTime();
    private @Nullable RuntimeException failure;

    private OutputPump(OutputSink sink, Text out, Text err) {
        super(out, err);
        this.sink = sink;
        out.pump = this;
        err.pump = this;
    }

    static OutputPump into(OutputSink sink) {
        return new OutputPump(sink, new Text(OutputSink.Channel.OUT), new Text(OutputSink.Channel.ERR));
    }

    /** What the sink threw, if it did. Reading went on without it, so that the process did not block. */
    Optional<RuntimeException> failure() {
        synchronized (lock) {
            return Optional.ofNullable(failure);
        }
    }

    @Override
    protected Thread createPump(InputStream from, OutputStream to, boolean closeWhenExhausted) {
        Thread thread = super.createPump(from, to, closeWhenExhausted);
        threads.add(thread);
        return thread;
    }

    /** Called after the process ended. That of commons-exec waits for the end of the streams, however long it takes. */
    @Override
    public void stop() {
        lastRead = System.nanoTime();
        try {
            for (Thread thread : threads) {
                while (thread.isAlive() && !isQuiet()) {
                    thread.join(POLL_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The lock is held while a piece is delivered: a slow sink is no sign of silence. */
    private boolean isQuiet() {
        synchronized (lock) {
            return System.nanoTime() - lastRead >= QUIET_NANOS;
        }
    }

    /** Nothing reaches the sink from now on. */
    void finish() {
        synchronized (lock) {
            ((Text) getOut()).flushRest();
            ((Text) getErr()).flushRest();
            open = false;
        }
    }

    private void deliver(OutputSink.Channel channel, String text) {
        if (!open || failure != null || text.isEmpty()) {
            return;
        }
        try {
            sink.accept(channel, text);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** One stream, decoded piece by piece. */
    private static final class Text extends OutputStream {

        private final OutputSink.Channel channel;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private @Nullable OutputPump pump;

        Text(OutputSink.Channel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            OutputPump to = pump;
            if (to == null) {
                return;
            }
            synchronized (to.lock) {
                ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
                in.put(rest).put(bytes, offset, length).flip();
                to.deliver(channel, decode(in, false));
                to.lastRead = System.nanoTime();
            }
        }

        /** What is left of a character that was cut off. */
        void flushRest() {
            if (pump != null) {
                pump.deliver(channel, decode(rest, true));
            }
        }

        private String decode(ByteBuffer in, boolean end) {
            CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
            decoder.decode(in, out, end);
            if (end) {
                decoder.flush(out);
            }
            rest = in;
            return out.flip().toString();
        }
    }
}
