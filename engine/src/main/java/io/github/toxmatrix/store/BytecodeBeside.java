package io.github.toxmatrix.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * The bytecode of Python 2, which lies beside its source and is taken where that was changed at the time that stands in the bytecode
 * (CPython 2.7's {@code import.c}). A copy of a source gets that time back.
 */
final class BytecodeBeside {

    private static final String SUFFIX = ".pyc";

    /** The magic number of CPython 2.7 and a line end, and the time in seconds. */
    private static final int HEADER = 8;

    private static final int MAGIC = 0x0a0d_f303;

    private BytecodeBeside() {}

    /** @param path of a file in an environment, as a manifest has it */
    static boolean is(String path) {
        return path.endsWith(SUFFIX) && !path.contains("__pycache__/");
    }

    /** Makes a source, if there is one, as old as its bytecode wants it. */
    static void restoreTime(Path bytecode) throws IOException {
        String name = String.valueOf(bytecode.getFileName());
        Path source = bytecode.resolveSibling(name.substring(0, name.length() - 1));
        byte[] header;
        try (InputStream stream = Files.newInputStream(bytecode)) {
            header = stream.readNBytes(HEADER);
        }
        ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        if (header.length < HEADER || fields.getInt() != MAGIC || !Files.exists(source)) {
            return;
        }
        long seconds = Integer.toUnsignedLong(fields.getInt());
        if (Files.getLastModifiedTime(source).to(TimeUnit.SECONDS) != seconds) { // else it may be shared
            Files.setLastModifiedTime(source, FileTime.from(seconds, TimeUnit.SECONDS));
        }
    }
}
