package io.github.toxmatrix.index.cache;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Something small, held in memory. */
final class WholeContent implements Content {

    private final byte[] bytes;

    private WholeContent(byte[] bytes) {
        this.bytes = bytes;
    }

    static WholeContent of(byte[] bytes) {
        return new WholeContent(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** All of another, which is right then. */
    static WholeContent of(Content other) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(other.size()));
        while (bytes.hasRemaining()) {
            if (other.read(bytes.position(), bytes) < 0) {
                throw new EOFException("it ended too early");
            }
        }
        return new WholeContent(bytes.array());
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer into) {
        int read = (int) Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, (int) position, Math.max(read, 0));
        return read == 0 ? -1 : read;
    }

    @Override
    public void close() {}
}
