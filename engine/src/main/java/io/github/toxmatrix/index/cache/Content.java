package io.github.toxmatrix.index.cache;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A file to be given out. Its last byte is not given before its hash was found right. Closed by who opened it. */
public interface Content extends AutoCloseable {

    /** In bytes. */
    long size();

    /**
     * Reads some, waiting for it if need be.
     *
     * @return how much; -1 at the end
     * @throws IOException if it will never come, or is not what it must be
     */
    int read(long position, ByteBuffer into) throws IOException;

    @Override
    void close() throws IOException;
}
