package io.github.toxmatrix.store;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder and everything in it. Links are never followed. */
public final class FileTree {

    private FileTree() {}

    /**
     * Deletes it; read-only files and folders too, as far as the system allows. Nothing happens where there is none.
     *
     * @return how many bytes that made free; a file with other names counts for nothing
     * @throws IOException naming the first entry that could not be deleted; everything else has been then
     */
    public static long delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        Deletion deletion = new Deletion();
        Files.walkFileTree(root, deletion);
        if (deletion.failure != null) {
            throw deletion.failure;
        }
        return deletion.size.bytes;
    }

    /** Deletes what is in a folder; it may be a link to one, or not be there. */
    public static void deleteWithin(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    delete(entry);
                }
            }
        }
    }

    /**
     * What would be free without it, in bytes, as far as it can be read: a file that has other names, outside of it too, counts for
     * nothing.
     */
    public static long size(Path root) {
        return size(root, false);
    }

    /** The same with files that have other names. */
    static long sizeOfAll(Path root) {
        return size(root, true);
    }

    private static long size(Path root, boolean all) {
        Size size = new Size(all);
        try {
            Files.walkFileTree(root, size);
        } catch (IOException | SecurityException unreadable) {
            return size.bytes; // what goes away meanwhile is none of it any more
        }
        return size.bytes;
    }

    private static final class Size extends SimpleFileVisitor<Path> {

        private static final long BLOCK = 4096;

        private final boolean all;
        private long bytes;

        Size(boolean all) {
            this.all = all;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && (all || !hasOtherNames(file))) {
                bytes += (attributes.size() + BLOCK - 1) / BLOCK * BLOCK;
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean hasOtherNames(Path file) {
            try {
                return File.separatorChar == '/'
                        && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer links
                        && links > 1;
            } catch (IOException | UnsupportedOperationException unknown) {
                return false;
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) {
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {

        private final Size size = new Size(false);
        private @Nullable IOException failure;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!Files.isWritable(folder)) {
                folder.toFile().setWritable(true, true);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            size.visitFile(file, attributes);
            remove(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) {
            if (!(cause instanceof NoSuchFileException)) {
                note(cause);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause) {
            remove(folder);
            return FileVisitResult.CONTINUE;
        }

        private void remove(Path entry) {
            try {
                if (File.separatorChar == '\\' && !Files.isWritable(entry)) {
                    entry.toFile().setWritable(true);
                }
                Files.deleteIfExists(entry);
            } catch (IOException cause) {
                note(cause);
            }
        }

        private void note(IOException cause) {
            if (failure == null) {
                failure = cause;
            }
        }
    }
}
