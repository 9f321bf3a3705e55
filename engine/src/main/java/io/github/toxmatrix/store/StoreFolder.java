package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A folder of entries that appear and disappear as a whole. It belongs to one user, whom nobody else can hand files to. */
final class StoreFolder {

    /** Entries that were not used for so long are removed: they cost room in RAM. */
    static final Duration KEPT = Duration.ofDays(7);

    /** What a killed process left half made. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private static final String INCOMPLETE = ".incomplete-";

    private final Path path;

    private StoreFolder(Path path) {
        this.path = path;
    }

    /** @throws IOException where it cannot be made, or belongs to another user or can be written by others */
    static StoreFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        Path real = path.toRealPath();
        if (Files.getFileStore(real).supportsFileAttributeView("posix")) {
            Path probe = Files.createTempFile("tox-matrix", "");
            try {
                if (!Files.getOwner(probe).equals(Files.getOwner(real))) {
                    throw new IOException(real + " belongs to another user: remove it, or name another folder");
                }
            } finally {
                Files.delete(probe);
            }
            Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
            if (!Files.getPosixFilePermissions(real, LinkOption.NOFOLLOW_LINKS).equals(own)) {
                Files.setPosixFilePermissions(real, own);
            }
        }
        StoreFolder folder = new StoreFolder(real);
        folder.removeUnused();
        return folder;
    }

    Path path() {
        return path;
    }

    Path entry(String name) {
        return path.resolve(name);
    }

    /** A new folder that becomes an entry by being renamed. */
    Path incomplete() throws IOException {
        return Files.createTempDirectory(path, INCOMPLETE);
    }

    /** Makes it an entry, if another thread or process was not faster; theirs is as good then. */
    static void publish(Path incomplete, Path entry) throws IOException {
        try {
            Files.move(incomplete, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failed) { // there is no more exact one for a folder that is not empty
            if (!Files.exists(entry)) {
                throw failed;
            }
        }
    }

    /** Notes that an entry is in use. */
    void touch(Path entry) throws IOException {
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    }

    private void removeUnused() throws IOException {
        Instant now = Instant.now();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                Duration kept = entry.getFileName().toString().startsWith(INCOMPLETE) ? ABANDONED : KEPT;
                try {
                    if (Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
                            .toInstant()
                            .isBefore(now.minus(kept))) {
                        FileTree.delete(entry);
                    }
                } catch (NoSuchFileException removedByAnother) {
                    // on to the next
                }
            }
        }
    }
}
