package io.github.toxmatrix.resolution;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the stored resolutions few: those that are too old for most uses go, then the oldest of the others. What a run that was killed
 * left half written goes too.
 */
public final class ResolutionCleanup {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PART_KEPT = Duration.ofHours(1);

    /** In bytes: the pins of some thousand environments. */
    static final long LIMIT = 256L << 20;

    private record Stored(Path path, long size, Instant written) {}

    private ResolutionCleanup() {}

    /** Files that another process removes meanwhile do not matter. */
    public static void run(Path folder, Instant now) throws IOException {
        run(folder, LIMIT, now);
    }

    static void run(Path folder, long limit, Instant now) throws IOException {
        List<Stored> files = files(folder);
        files.sort(Comparator.comparing(Stored::written));
        long size = files.stream().mapToLong(Stored::size).sum();
        for (Stored file : files) {
            boolean part = file.path().toString().endsWith(".tmp");
            if (file.written().plus(part ? PART_KEPT : KEPT).isBefore(now) || size > limit) {
                Files.deleteIfExists(file.path());
                size -= file.size();
            }
        }
    }

    private static List<Stored> files(Path folder) throws IOException {
        List<Stored> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                stored(entry).ifPresent(files::add);
            }
        }
        return files;
    }

    private static Optional<Stored> stored(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Instant written = attributes.lastModifiedTime().toInstant();
            return attributes.isRegularFile()
                    ? Optional.of(new Stored(file, attributes.size(), written))
                    : Optional.empty();
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        }
    }
}
