package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the store small: what nobody used for long goes, then the longest unused. At most once a day. */
final class StoreCleanup {

    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration PART_KEPT = Duration.ofDays(1);

    private record Stored(Path path, long size, Instant used) {}

    private final Path store;
    private final long limit;
    private final Instant now;

    /** @param limit in bytes */
    StoreCleanup(Path store, long limit, Instant now) {
        this.store = store;
        this.limit = limit;
        this.now = now;
    }

    void runIfDue() throws IOException {
        Path mark = store.resolve(".cleaned");
        if (Files.exists(mark) && isRecent(Files.getLastModifiedTime(mark).toInstant())) {
            return;
        }
        Files.write(mark, new byte[0]);
        Files.setLastModifiedTime(mark, FileTime.from(now));
        List<Stored> files = files();
        files.sort(Comparator.comparing(Stored::used));
        long size = files.stream().mapToLong(Stored::size).sum();
        for (Stored file : files) {
            boolean old = file.used().plus(isPart(file) ? PART_KEPT : KEPT).isBefore(now);
            if (old || size > limit) {
                Files.deleteIfExists(file.path());
                size -= file.size();
            }
        }
    }

    /** A time to come is of a clock that was wrong, and would put off cleaning until then. */
    private boolean isRecent(Instant cleaned) {
        return cleaned.plus(EVERY).isAfter(now) && cleaned.minus(EVERY).isBefore(now);
    }

    private static boolean isPart(Stored file) {
        return file.path().toString().endsWith(".part");
    }

    private List<Stored> files() throws IOException {
        List<Stored> files = new ArrayList<>();
        Files.walkFileTree(store, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!file.getFileName().toString().startsWith(".")
                        && !file.resolveSibling("").equals(store)) {
                    files.add(new Stored(
                            file,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, @Nullable IOException goneMeanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
