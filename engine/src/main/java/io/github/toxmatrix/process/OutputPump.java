package io.github.toxmatrix.process;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.exec.PumpStreamHandler;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two streams of a process into a sink, one piece at a time, until both ended, or until the process ended and a
 * child that it left behind holds them open but prints nothing.
 */
final class OutputPump extends PumpStreamHandler {

    /** Data that the process wrote is in the pipe already when it ends, so this is the time to read, not to wait. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long POLL_MILLIS = 10;

    private final OutputSink sink;
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
    protected void stopThread(@Nullable Thread thread, long timeoutMillis) {
        lastRead = System.nanoTime();
        try {
            while (thread != null && thread.isAlive() && System.nanoTime() - lastRead < QUIET_NANOS) {
                thread.join(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
