package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * What tells that a stored file is as it was installed.
 *
 * @param size in bytes
 * @param modified in nanoseconds since the epoch
 * @param permissions as {@code ls} writes them; empty where there are none
 * @param checksum of its content, against who sets the time back
 */
record FileState(long size, long modified, String permissions, long checksum) {

    private static final boolean POSIX =
            Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    private static final int BUFFER = 256 << 10;

    /** With the content, which is read. */
    static FileState of(Path file) throws IOException {
        BasicFileAttributes attributes = attributes(file);
        return new FileState(
                attributes.size(), modified(attributes), permissions(attributes), checksum(file, attributes.size()));
    }

    /** Whether a file looks like this, without a look at its content. */
    boolean looksLike(BasicFileAttributes attributes) {
        return attributes.size() == size
                && modified(attributes) == modified
                && permissions(attributes).equals(permissions);
    }

    /** Whether the content of a file that looks like this is the same. */
    boolean hasContentOf(Path file) throws IOException {
        return checksum(file, size) == checksum;
    }

    static BasicFileAttributes attributes(Path file) throws IOException {
        return POSIX
                ? Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                : Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static long modified(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }

    private static String permissions(BasicFileAttributes attributes) {
        return attributes instanceof PosixFileAttributes posix
                ? PosixFilePermissions.toString(posix.permissions())
                : "";
    }

    /** CRC-32C of a file's content; of this size, in bytes, if nobody changed it. */
    static long checksum(Path file, long size) throws IOException {
        CRC32C checksum = new CRC32C(); // processors have an instruction for it
        if (size <= FileSharing.LARGE) {
            checksum.update(Files.readAllBytes(file));
            return checksum.getValue();
        }
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel channel = FileChannel.open(file)) {
            while (channel.read(buffer) >= 0) {
                checksum.update(buffer.flip());
                buffer.clear();
            }
        }
        return checksum.getValue();
    }
}
