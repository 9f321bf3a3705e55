package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * This run's copies of bytecode files, in RAM where its environments are, for these to link: no environment shares a file
 * with the store. Python replaces bytecode by renaming, which a link takes no harm from; a program that writes into the file
 * itself would change it for the others, so every copy is looked at before it is linked again, and every link at its end
 * ({@link BytecodeUse}). Safe for many threads.
 */
final class RunCopies {

    private static final System.Logger LOGGER = System.getLogger(RunCopies.class.getName());

    /**
     * What tells a copy from another file and from what it was.
     *
     * @param identity of the file, whatever its names are; null where the system tells none
     */
    private record State(FileTime modified, long size, @Nullable Object identity) {

        static State of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new State(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    /**
     * A copy that an environment is linked to.
     *
     * @param place its name in the environment
     * @param stored where its content is from
     */
    record Link(Path place, Path stored, State state) {

        /** Whether something was written into it. A file that was put into its place is the environment's own. */
        boolean isDamaged() throws IOException {
            try {
                State now = State.of(place);
                return now.identity() != null
                        && now.identity().equals(state.identity())
                        && !now.equals(state)
                        && !Arrays.equals(Files.readAllBytes(place), StoredBytecode.read(stored));
            } catch (NoSuchFileException removed) {
                return false;
            }
        }
    }

    private final Path folder;
    private final Map<Path, State> copied = new ConcurrentHashMap<>();
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();

    RunCopies(Path folder) {
        this.folder = folder;
    }

    /**
     * Puts bytecode to its place in an environment, whose folder is there. A file that is there stays.
     *
     * @param stored a file of the store; nothing happens if it has been cleared away
     * @return empty where the environment has a file of its own
     * @throws StoredBytecode.DamagedException if it is not as it was written; nothing is put there
     */
    Optional<Link> link(Path stored, Path place) throws IOException {
        try {
            Path copy = folder.resolve(stored.subpath(stored.getNameCount() - 2, stored.getNameCount()));
            State state = copyOf(stored, copy);
            try {
                Files.createLink(place, copy);
                return Optional.of(new Link(place, stored, state));
            } catch (FileAlreadyExistsException present) {
                return Optional.empty();
            } catch (IOException | UnsupportedOperationException otherVolumeOrTooManyLinks) {
                byte[] content = StoredBytecode.read(stored);
                if (!Files.exists(place)) {
                    WholeFile.write(place, content);
                }
            }
        } catch (FileAlreadyExistsException | NoSuchFileException presentOrCleared) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** As {@link #link}, for Pythons that check bytecode by the source's time and, from 3.3 on, size. */
    static void copyFor(Path source, Path stored, Path place) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(source, BasicFileAttributes.class);
            byte[] content = StoredBytecode.read(stored);
            ByteBuffer.wrap(content)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(4, (int) attributes.lastModifiedTime().toInstant().getEpochSecond())
                    .putInt(8, (int) attributes.size());
            if (!Files.exists(place)) {
                WholeFile.write(place, content);
            }
        } catch (FileAlreadyExistsException | NoSuchFileException presentOrCleared) {
            return;
        }
    }

    /**
     * The copy, made if it is not there or was written into. It has its name from the beginning, since nobody else knows the
     * folder, and who asks for the same one waits until it is whole.
     */
    private State copyOf(Path stored, Path copy) throws IOException {
        try {
            return Objects.requireNonNull(copied.compute(copy, (path, before) -> {
                try {
                    if (before == null) {
                        return write(stored, copy);
                    }
                    if (before.equals(State.of(copy))) {
                        return before;
                    }
                    warn(copy);
                    Files.delete(copy);
                    return write(stored, copy);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static void warn(Path copy) {
        LOGGER.log(
                System.Logger.Level.WARNING,
                "an environment of this run wrote into shared bytecode (" + copy.getFileName()
                        + "); environments from here on get it from the store again");
    }

    private State write(Path stored, Path copy) throws IOException {
        byte[] content = StoredBytecode.read(stored);
        Path interpreter = copy.resolveSibling("");
        if (!folders.contains(interpreter)) {
            folders.add(Files.createDirectories(interpreter));
        }
        try {
            Files.write(copy, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return State.of(copy);
        } catch (IOException incomplete) {
            Files.deleteIfExists(copy);
            throw incomplete;
        }
    }
}
