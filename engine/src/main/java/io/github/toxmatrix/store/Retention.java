package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the store small: what nobody used for long goes, then what was of no use for the longest time. At most once an hour. */
final class Retention {

    static final String MARK = ".cleaned";
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(7);

    private static final long UNKNOWN = -1;

    private record Kept(Path path, Instant used, long size) {}

    private final StoreFolder folder;
    private final long limit;
    private final Instant now;

    /** @param limit in bytes */
    Retention(StoreFolder folder, long limit, Instant now) {
        this.folder = folder;
        this.limit = limit;
        this.now = now;
    }

    /**
     * Does it, with what other versions of ours keep there, too: who used them last may never come back.
     *
     * @return what is kept, in bytes; where it was not due, what was kept when it was
     */
    long runIfDue() throws IOException {
        Path mark = folder.path().resolve(MARK);
        long before =
                Files.exists(mark) && isRecent(Files.getLastModifiedTime(mark).toInstant())
                        ? number(Files.readString(mark).strip())
                        : UNKNOWN;
        if (before != UNKNOWN) {
            return before;
        }
        List<Kept> entries = new ArrayList<>();
        for (Path kind : folder.kinds()) {
            entries.addAll(entries(kind));
        }
        entries.sort(Comparator.comparing(Kept::used));
        long size = entries.stream().mapToLong(Kept::size).sum();
        for (Kept entry : entries) {
            if (entry.used().plus(KEPT).isBefore(now) || size > limit) {
                folder.remove(entry.path());
                size -= entry.size();
            }
        }
        Files.writeString(mark, size + "\n");
        return size;
    }

    /** A time to come is of a clock that was wrong, and would put off cleaning until then. */
    private boolean isRecent(Instant cleaned) {
        return cleaned.plus(EVERY).isAfter(now) && cleaned.minus(EVERY).isBefore(now);
    }

    /** Counts in what was put there meanwhile. */
    static void note(StoreFolder folder, long added) throws IOException {
        Path mark = folder.path().resolve(MARK);
        long before = Files.exists(mark) ? number(Files.readString(mark).strip()) : UNKNOWN;
        if (added > 0 && before != UNKNOWN) {
            FileTime cleaned = Files.getLastModifiedTime(mark);
            Files.writeString(mark, before + added + "\n");
            Files.setLastModifiedTime(mark, cleaned);
        }
    }

    /** Another process may be writing it. */
    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : UNKNOWN;
    }

    private static List<Kept> entries(Path kind) throws IOException {
        List<Kept> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(kind)) {
            for (Path entry : entries) {
                try {
                    found.add(new Kept(entry, Files.getLastModifiedTime(entry).toInstant(), FileTree.sizeOfAll(entry)));
                } catch (NoSuchFileException removedByAnother) {
                    // on to the next
                }
            }
        }
        return found;
    }
}
