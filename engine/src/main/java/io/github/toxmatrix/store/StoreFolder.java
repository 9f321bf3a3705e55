package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of folders of entries, which appear and disappear as a whole. It belongs to one user, whom nobody else can hand files
 * to. What a process has not finished lies in a folder of its own, which the next one removes if it was killed.
 */
final class StoreFolder implements AutoCloseable {

    private static final String WORK = ".work-";
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final OwnedFolder work;

    private StoreFolder(Path path, OwnedFolder work) {
        this.path = path;
        this.work = work;
    }

    /**
     * Opens it, and removes what killed processes left.
     *
     * @throws IOException where it cannot be made, or is a link, belongs to another user or can be written by others
     */
    static StoreFolder open(Path path) throws IOException {
        make(path);
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            // where everybody may write, another user could have put it there
            throw new IOException(path + " is no folder: remove it, or name another place");
        }
        Path real = path.toRealPath();
        if (Files.getFileStore(real).supportsFileAttributeView("posix")) {
            if (!Files.getOwner(real).equals(OwnedFolder.currentUser())) {
                throw new IOException(real + " belongs to another user: have it removed, or name another place");
            }
            if (!Files.getPosixFilePermissions(real).equals(OWN)) {
                throw new IOException(real + " can be read or written by others: chmod 700 " + real + ", or remove it;"
                        + " where that changes nothing, its volume knows no permissions, so name another place");
            }
        }
        OwnedFolder.removeLeftovers(real, WORK);
        return new StoreFolder(real, OwnedFolder.create(real, WORK));
    }

    private static void make(Path path) throws IOException {
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        try {
            if (Files.getFileStore(path.resolveSibling("")).supportsFileAttributeView("posix")) {
                Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWN));
            } else {
                Files.createDirectory(path);
            }
        } catch (FileAlreadyExistsException existing) {
            // which is looked at
        }
    }

    Path path() {
        return path;
    }

    /** Whether this process can still put something there: somebody may have deleted it. */
    boolean isThere() {
        return Files.isDirectory(work.path());
    }

    /** The folder of the entries of one kind. */
    Path kind(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    /** All of them, those of other versions of ours included. */
    List<Path> kinds() throws IOException {
        try (Stream<Path> folders = Files.list(path)) {
            return folders.filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    /** A new folder that becomes an entry by being renamed. */
    Path incomplete() throws IOException {
        return Files.createTempDirectory(work.path(), "entry-");
    }

    /** Whether another run of this user, mostly in another process, works with this store now. */
    boolean isUsedByAnother() throws IOException {
        if (!Files.isDirectory(path)) {
            return false; // nobody has it any more
        }
        OwnedFolder.removeLeftovers(path, WORK);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(path, WORK + "*")) {
            for (Path folder : folders) {
                if (!folder.equals(work.path())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Makes it an entry, if another thread or process was not faster; theirs is as good then. */
    static void publish(Path incomplete, Path entry) throws IOException {
        try {
            Files.createDirectory(entry.getParent()); // which somebody may have deleted, but not all of the store
        } catch (FileAlreadyExistsException usual) {
            // as it was made when the store was opened
        }
        try {
            Files.move(incomplete, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException failed) { // there is no more exact one for a folder that is not empty
            if (!Files.exists(entry)) {
                throw failed;
            }
        }
    }

    /** Takes an entry away, as a whole; nothing happens where it is gone. */
    void remove(Path entry) throws IOException {
        if (!isThere()) {
            FileTree.delete(entry);
            return;
        }
        Path trash = incomplete();
        try {
            Files.move(entry, trash.resolve("removed"), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException removedByAnother) {
            // that is all that was wanted
        } finally {
            FileTree.delete(trash);
        }
    }

    /** Notes that an entry is in use, if it is still there. */
    static void touch(Path entry) throws IOException {
        try {
            Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
        } catch (NoSuchFileException removedByAnother) {
            // who uses it finds that out
        }
    }

    @Override
    public void close() throws IOException {
        work.close();
    }
}
