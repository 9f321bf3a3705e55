package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How the files of one folder come into another: as further names of the same files (hard links), or as copies. A test that
 * writes into its installed files changes those of all who share them, so only what would cost much to copy is shared.
 */
enum FileSharing {

    /** On a RAM disk a small file is copied as fast as it is linked. */
    LARGE_FILES,

    /** On a disk it is not: each new file is space to be found and written. */
    ALL_FILES,

    /** A file has names on one volume only. */
    NONE;

    /** In bytes; few installed files are larger, and they hold most of the bytes. */
    static final long LARGE = 128L << 10;

    static FileSharing between(Path one, Path other) throws IOException {
        FileStore volume = Files.getFileStore(one);
        if (!volume.equals(Files.getFileStore(other))) {
            return NONE;
        }
        return volume.type().equals("tmpfs") ? LARGE_FILES : ALL_FILES;
    }

    boolean shares(long size) {
        return this == ALL_FILES || (this == LARGE_FILES && size > LARGE);
    }

    /** Puts a file to a place where none is; it keeps its permissions. Where a volume refuses a further name, it is copied. */
    void place(Path source, long size, Path target) throws IOException {
        if (shares(size)) {
            try {
                Files.createLink(target, source);
                return;
            } catch (FileAlreadyExistsException | NoSuchFileException notForThat) {
                throw notForThat;
            } catch (FileSystemException | UnsupportedOperationException refused) {
                // as there are volumes without links, and a highest number of them
            }
        }
        Files.copy(source, target);
    }
}
