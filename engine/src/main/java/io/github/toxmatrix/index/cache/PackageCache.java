package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.cache.CacheFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages and files of the user's indexes, kept between runs. Processes share it: files appear whole, by a rename, and are
 * only ever removed whole. Nobody but the user may look into it, and links in it are not followed.
 */
public final class PackageCache {

    private final Path root;
    private final long most;

    /** Writes a file that does not exist yet. */
    @FunctionalInterface
    public interface Writer {
        void write(Path file) throws IOException;
    }

    private record Entry(Path file, long size, FileTime used) {}

    private PackageCache(Path root, long most) {
        this.root = root;
        this.most = most;
    }

    /**
     * Opens it, and makes it if need be.
     *
     * @param most how much it may hold, in bytes
     * @throws IOException if it cannot be used, or is somebody else's
     */
    public static PackageCache open(CacheFolder cache, long most) throws IOException {
        PackageCache folder = new PackageCache(cache.open("index").toRealPath(), most);
        for (Path each : folder.folders()) {
            folder.makeOwn(each);
        }
        return folder;
    }

    private List<Path> folders() {
        return List.of(pages(), files(), endpoints(), unfinished());
    }

    /** Makes it anew where somebody has removed it meanwhile, as one may with a cache. */
    private void remake() throws IOException {
        if (Files.notExists(unfinished(), LinkOption.NOFOLLOW_LINKS)) {
            makeOwn(root);
            for (Path each : folders()) {
                makeOwn(each);
            }
        }
    }

    private void makeOwn(Path each) throws IOException {
        if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(each);
        }
        if (!Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(each + " is a link, not a folder: remove it");
        }
        if (Files.getFileStore(each).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** How much it may hold, in bytes. */
    long most() {
        return most;
    }

    /** Whether the disk can take so many bytes; a quota may say no later. */
    boolean hasRoomFor(long bytes) throws IOException {
        remake();
        return Files.getFileStore(root).getUsableSpace() > bytes;
    }

    Path pages() {
        return root.resolve("pages");
    }

    Path files() {
        return root.resolve("files");
    }

    public Path endpoints() {
        return root.resolve("endpoints");
    }

    private Path unfinished() {
        return root.resolve("unfinished");
    }

    /** A file to write to, on the same volume as all others. */
    UnfinishedFile newFile() throws IOException {
        remake();
        return UnfinishedFile.create(unfinished());
    }

    /** Puts a whole file to its place. */
    void move(Path file, Path place) throws IOException {
        Files.createDirectories(place.getParent());
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public void write(Path place, Writer writer) throws IOException {
        remake();
        Path file = Files.createTempFile(unfinished(), "", "");
        try {
            writer.write(file);
            move(file, place);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Notes that a file was of use, so that others go before it. Hourly is often enough. */
    static void touch(Path file) {
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(Duration.ofHours(1)))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException removed) {
            // Then it goes first, or is gone already.
            return;
        }
    }

    /** Removes what was of no use for the longest time, until a tenth of the room is free; and what dead runs began. */
    public void trim() throws IOException {
        List<Entry> entries = new ArrayList<>(entries(files()));
        entries.addAll(entries(pages()));
        long size = entries.stream().mapToLong(Entry::size).sum();
        if (size > most) {
            entries.sort(Comparator.comparing(Entry::used));
            for (Entry entry : entries) {
                if (size <= most / 10 * 9) {
                    break;
                }
                if (delete(entry.file())) {
                    size -= entry.size();
                }
            }
        }
        for (Entry entry : entries(unfinished())) {
            if (UnfinishedFile.isAbandoned(entry.file(), entry.used().toInstant())) {
                delete(entry.file());
            }
        }
    }

    /** On Windows a file that is read stays. */
    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException inUse) {
            return false;
        }
    }

    private static List<Entry> entries(Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                entries.add(new Entry(file, attributes.size(), attributes.lastModifiedTime()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) throws IOException {
                if (cause instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw cause;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException cause) {
                return FileVisitResult.CONTINUE;
            }
        });
        return entries;
    }
}
