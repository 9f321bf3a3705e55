package io.github.toxmatrix.environment.place;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Room on the volume of a path, in bytes.
 *
 * @param usable by this user
 */
public record Volume(long usable, long total) {

    /** What is less than this is nothing: file systems keep a few blocks back, and tools remove what they could not finish. */
    static final long NOTHING = 1L << 20;

    static Volume of(Path path) throws IOException {
        FileStore store = Files.getFileStore(existing(path));
        return new Volume(store.getUsableSpace(), store.getTotalSpace());
    }

    private static Path existing(Path path) {
        Path current = path.toAbsolutePath();
        while (!Files.exists(current) && current.getParent() != null) {
            current = current.getParent();
        }
        return current;
    }

    boolean isFull() {
        return usable < NOTHING;
    }

    /** {@code 3 MiB free of 24 GiB}. */
    @Override
    public String toString() {
        return size(usable) + " free of " + size(total);
    }

    /** For people. */
    public static String size(long bytes) {
        if (bytes >= 10L << 30) {
            return (bytes >> 30) + " GiB";
        }
        return bytes >= 1L << 20 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }

    /** Those of the places whose volume has nothing left. */
    public static List<Path> full(List<Path> places) {
        return places.stream().filter(Volume::isFullAt).toList();
    }

    /** A place that cannot be asked is not. */
    private static boolean isFullAt(Path place) {
        try {
            return of(place).isFull();
        } catch (IOException unknown) {
            return false;
        }
    }
}
