package io.github.toxmatrix.environment.place;

import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.store.OwnedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The disk beside a RAM disk: it takes what RAM has no room for. An environment keeps its path, under which the configuration was
 * read, as a link to its folder on disk. Safe for many threads.
 */
public final class Overflow implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Overflow.class.getName());

    private final RamDisk ram;
    private final Path disk;
    private final AtomicLong needed;
    private volatile boolean ranOut;
    private @Nullable OwnedFolder folder;

    /**
     * @param needed the room in bytes that RAM must have for an environment to be begun there
     * @param disk in which a folder is made when it is needed
     */
    Overflow(RamDisk ram, long needed, Path disk) {
        this.ram = ram;
        this.needed = new AtomicLong(needed);
        this.disk = disk;
    }

    /** Whether RAM has too little room now. */
    boolean isDue() {
        return !ram.has(needed.get());
    }

    /** Whether room ran out in the middle before. */
    boolean hasBeenNeeded() {
        return ranOut;
    }

    /** Room ran out in the middle; no environment is begun in RAM before there is twice as much as one had taken then. */
    void ranOut(long taken) {
        ranOut = true;
        needed.accumulateAndGet(2 * taken, Math::max);
    }

    /** Puts an environment of which nothing is there yet on disk. */
    void link(Path environment) throws IOException {
        Path target = folder().resolve(environment.getFileName());
        FileTree.delete(target);
        Files.createDirectory(target);
        Files.createSymbolicLink(environment, target);
    }

    /** Where an environment lies on disk, if it does. */
    Optional<Path> of(Path environment) throws IOException {
        return Files.isSymbolicLink(environment)
                ? Optional.of(folder().resolve(environment.getFileName()))
                : Optional.empty();
    }

    /** The folder on disk; who first asks for it makes it known that RAM is full. */
    synchronized Path folder() throws IOException {
        OwnedFolder made = folder;
        if (made == null) {
            try {
                made = OwnedFolder.create(disk.toRealPath(), Placement.PREFIX);
            } catch (IOException failed) {
                throw new IOException(
                        "RAM (" + ram.path() + ", " + Volume.of(ram.path()) + ") has no room for more environments, and"
                                + " no folder for them can be made in " + disk + " (" + failed
                                + "): name another place by matrix.place",
                        failed);
            }
            folder = made;
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "RAM has no room for more environments (" + ram.path() + ", " + Volume.of(ram.path())
                            + "; one is begun there with " + Volume.size(needed.get())
                            + " free): they are made on disk (" + made.path() + ", " + Volume.of(made.path())
                            + ") until there is");
        }
        return made.path();
    }

    @Override
    public synchronized void close() {
        OwnedFolder made = folder;
        if (made == null) {
            return;
        }
        try {
            made.close();
        } catch (IOException failed) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remove all of " + made.path() + ": " + failed);
        }
    }
}
