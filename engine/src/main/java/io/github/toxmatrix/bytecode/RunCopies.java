package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * This run's copies of bytecode files, in RAM where its environments are, for these to link: no environment shares a file
 * with the store. Python replaces bytecode by renaming, which a link takes no harm from; a program that writes into the file
 * itself would change it for the others, so every copy is looked at before it is linked again. Safe for many threads.
 */
final class RunCopies {

    private static final System.Logger LOGGER = System.getLogger(RunCopies.class.getName());

    private record State(FileTime modified, long size) {}

    private final Path folder;
    private final Map<Path, State> copied = new ConcurrentHashMap<>();

    RunCopies(Path folder) {
        this.folder = folder;
    }

    /**
     * Puts bytecode to its place in an environment, whose folder is there. A file that is there stays.
     *
     * @param stored a file of the store; nothing happens if it has been cleared away
     */
    void link(Path stored, Path place) throws IOException {
        try {
            Path copy = folder.resolve(stored.subpath(stored.getNameCount() - 2, stored.getNameCount()));
            if (!isIntact(copy)) {
                copy(stored, copy);
            }
            try {
                Files.createLink(place, copy);
            } catch (FileAlreadyExistsException present) {
                return;
            } catch (IOException | UnsupportedOperationException otherVolumeOrTooManyLinks) {
                Files.copy(stored, place);
            }
        } catch (FileAlreadyExistsException | NoSuchFileException presentOrCleared) {
            return;
        }
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
            Files.write(place, content, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException | NoSuchFileException presentOrCleared) {
            return;
        }
    }

    private boolean isIntact(Path copy) throws IOException {
        State before = copied.get(copy);
        if (before == null) {
            return false;
        }
        if (before.equals(state(copy))) {
            return true;
        }
        LOGGER.log(
                System.Logger.Level.WARNING,
                "an environment of this run wrote into shared bytecode (" + copy.getFileName()
                        + "); environments from here on get it from the store again");
        return false;
    }

    /** Two that copy the same thing at the same time do it twice; each file is whole. */
    private void copy(Path stored, Path copy) throws IOException {
        Path part = Files.createTempFile(Files.createDirectories(copy.resolveSibling("")), "copy", ".part");
        try {
            Files.write(part, Files.readAllBytes(stored));
            State state = state(part);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
            copied.put(copy, state);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static State state(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new State(attributes.lastModifiedTime(), attributes.size());
    }
}
