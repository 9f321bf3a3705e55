package io.github.toxmatrix.run;

import io.github.toxmatrix.process.OutputSink;

/** The end of what a process prints; of long output the beginning is dropped. */
final class Tail implements OutputSink {

    private static final int LIMIT = 1 << 20;

    private final StringBuilder text = new StringBuilder();
    private long dropped;

    @Override
    public synchronized void accept(Channel channel, String more) {
        text.append(more);
        int excess = text.length() - LIMIT;
        if (excess > LIMIT / 4) {
            text.delete(0, excess);
            dropped += excess;
        }
    }

    @Override
    public synchronized String toString() {
        return dropped == 0 ? text.toString() : "[" + dropped + " characters before this were dropped]\n" + text;
    }
}
