package io.github.toxmatrix.environment.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A RAM disk that can hold virtual environments.
 *
 * @param room how much can be put there
 */
public record RamDisk(Path path, Room room) {

    private static final Path SHM = Path.of("/dev/shm");

    /** Tells it in bytes. */
    @FunctionalInterface
    public interface Room {
        long usable() throws IOException;
    }

    /** {@code /dev/shm}, if programs may be started from it (containers often mount it {@code noexec}). */
    static Optional<RamDisk> find() {
        try {
            return Files.isDirectory(SHM)
                            && Files.isWritable(SHM)
                            && isExecutableTmpfs(Files.readAllLines(Path.of("/proc/mounts")))
                    ? Optional.of(new RamDisk(SHM, RamDisk::roomOfShm))
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** By its own limit and by the memory that is available. */
    private static long roomOfShm() throws IOException {
        return Math.min(
                Files.getFileStore(SHM).getUsableSpace(),
                availableMemory(Files.readAllLines(Path.of("/proc/meminfo"))));
    }

    /** Whether it has this many bytes; not, where that cannot be told. */
    boolean has(long bytes) {
        try {
            return room.usable() >= bytes;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** From lines such as {@code tmpfs /dev/shm tmpfs rw,nosuid,nodev,noexec 0 0}; the last one counts. */
    static boolean isExecutableTmpfs(List<String> mounts) {
        return mounts.stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length > 3 && fields[1].equals(SHM.toString()))
                .reduce((first, last) -> last)
                .map(fields -> fields[2].equals("tmpfs")
                        && !List.of(fields[3].split(",")).contains("noexec"))
                .orElse(false);
    }

    /** In bytes, from {@code MemAvailable:   123 kB}; unlimited where the line is missing. */
    static long availableMemory(List<String> meminfo) {
        return meminfo.stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .map(line -> line.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty())
                .map(digits -> Long.parseLong(digits) * 1024)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }
}
