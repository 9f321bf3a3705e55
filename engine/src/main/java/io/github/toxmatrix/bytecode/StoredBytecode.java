package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A file of the store: bytecode and, in its last four bytes, the CRC-32 of it, the lowest first. Files appear there as a whole, but a
 * crash of the machine may leave of one a part, or zeros; Python would load what is wrong in it without a word, or crash.
 */
final class StoredBytecode {

    private static final int CHECK = 4; // bytes

    private StoredBytecode() {}

    /** It is not as it was written. */
    static final class DamagedException extends IOException {

        private static final long serialVersionUID = 1L;

        DamagedException(Path file) {
            super(file + " is not as it was written");
        }
    }

    /** The bytecode alone. */
    static byte[] read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int size = all.length - CHECK;
        if (size < 0) {
            throw new DamagedException(file);
        }
        CRC32 check = new CRC32();
        check.update(all, 0, size);
        if ((int) check.getValue()
                != ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(size)) {
            throw new DamagedException(file);
        }
        return Arrays.copyOf(all, size);
    }
}
