package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
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
                        && Files.mismatch(place, stored) >= 0;
            } catch (NoSuchFileException removed) {
                return false;
            }
        }
    }

    private final Path folder;
    private final Map<Path, State> copied = new ConcurrentHashMap<>();

    RunCopies(Path folder) {
        this.folder = folder;
    }

    /**
     * Puts bytecode to its place in an environment, whose folder is there. A file that is there stays.
     *
     * @param stored a file of the store; nothing happens if it has been cleared away
     * @return empty where the environment has a file of its own
     */
    Optional<Link> link(Path stored, Path place) throws IOException {
        try {
            Path copy = folder.resolve(stored.subpath(stored.getNameCount() - 2, stored.getNameCount()));
            State state = intact(copy).orElse(null);
            if (state == null) {
                state = copy(stored, copy);
            }
            try {
                Files.createLink(place, copy);
                return Optional.of(new Link(place, stored, state));
            } catch (FileAlreadyExistsException present) {
                return Optional.empty();
            } catch (IOException | UnsupportedOperationException otherVolumeOrTooManyLinks) {
                Files.copy(stored, place);
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
            byte[] content = Files.readAllBytes(stored);
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

    private Optional<State> intact(Path copy) throws IOException {
        State before = copied.get(copy);
        if (before == null || before.equals(State.of(copy))) {
            return Optional.ofNullable(before);
        }
        LOGGER.log(
                System.Logger.Level.WARNING,
                "an environment of this run wrote into shared bytecode (" + copy.getFileName()
                        + "); environments from here on get it from the store again");
        return Optional.empty();
    }

    /** Two that copy the same thing at the same time do it twice; each file is whole. */
    private State copy(Path stored, Path copy) throws IOException {
        Path part = Files.createTempFile(Files.createDirectories(copy.resolveSibling("")), "copy", ".part");
        try {
            Files.write(part, Files.readAllBytes(stored));
            State state = State.of(part);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            copied.put(copy, state);
            return state;
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
