package io.github.toxmatrix.events;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts the bytes of one event file into lines, however they arrive. A last line without its end is what a process killed
 * in the middle of a write leaves: no event.
 */
final class EventLines<E> {

    /** The longest line that is read; the plugins shorten texts, so that their own stay well below. */
    static final int MAX_BYTES = 32 * 1024 * 1024;

    private final EventReader<E> reader;
    private final Consumer<E> events;
    private byte[] line = new byte[8192];
    private int length;
    private boolean tooLong;

    EventLines(EventReader<E> reader, Consumer<E> events) {
        this.reader = reader;
        this.events = events;
    }

    void accept(byte[] bytes, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                append(bytes, start, i);
                endLine();
                start = i + 1;
            }
        }
        append(bytes, start, count);
    }

    private void append(byte[] bytes, int from, int to) {
        int count = to - from;
        if (tooLong || count > MAX_BYTES - length) {
            tooLong = true;
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.max(length + count, Math.min(MAX_BYTES, line.length * 2)));
        }
        System.arraycopy(bytes, from, line, length, count);
        length += count;
    }

    private void endLine() {
        if (tooLong) {
            events.accept(reader.unreadable("an event longer than " + MAX_BYTES + " bytes"));
        } else if (length > 0) {
            events.accept(reader.read(line, length));
        }
        length = 0;
        tooLong = false;
    }
}
