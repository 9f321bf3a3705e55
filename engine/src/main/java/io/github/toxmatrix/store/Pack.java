package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The small files of a distribution one after the other in a single file of the store. They are copied into environments, and
 * from here that takes half the system calls and no look at each of them. Safe for many threads.
 */
final class Pack {

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Map<String, FileAttribute<Set<PosixFilePermission>>> PERMISSIONS = new ConcurrentHashMap<>();

    private final Path file;
    private @Nullable ByteBuffer content;

    Pack(Path file) {
        this.file = file;
    }

    /** Whether the files of a store are packed: where small ones are copied, and have permissions. */
    static boolean suits(Path store) throws IOException {
        return FileSharing.between(store, store) == FileSharing.LARGE_FILES
                && Files.getFileStore(store).supportsFileAttributeView("posix");
    }

    /** Appends a file. */
    Manifest.Packed add(String path, Path source) throws IOException {
        byte[] bytes = Files.readAllBytes(source);
        String permissions =
                PosixFilePermissions.toString(Files.getPosixFilePermissions(source, LinkOption.NOFOLLOW_LINKS));
        long offset = Files.exists(file) ? Files.size(file) : 0;
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return new Manifest.Packed(path, bytes.length, permissions, offset, checksum(ByteBuffer.wrap(bytes)));
    }

    /** @throws java.nio.file.FileAlreadyExistsException if there is a file */
    void copy(Manifest.Packed entry, Path target) throws IOException {
        ByteBuffer bytes = slice(entry);
        try (FileChannel channel = FileChannel.open(
                target,
                NEW,
                PERMISSIONS.computeIfAbsent(
                        entry.permissions(),
                        text -> PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))))) {
            while (bytes.hasRemaining()) {
                int unused = channel.write(bytes);
            }
        }
    }

    /** Whether it still has a file as it was put there. */
    boolean holds(Manifest.Packed entry) throws IOException {
        ByteBuffer all = content();
        return entry.offset() + entry.size() <= all.capacity() && checksum(slice(entry)) == entry.checksum();
    }

    private ByteBuffer slice(Manifest.Packed entry) throws IOException {
        return content().slice((int) entry.offset(), (int) entry.size());
    }

    private synchronized ByteBuffer content() throws IOException {
        ByteBuffer known = content;
        if (known == null) {
            try (FileChannel channel = FileChannel.open(file)) {
                known = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            }
            content = known;
        }
        return known;
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
