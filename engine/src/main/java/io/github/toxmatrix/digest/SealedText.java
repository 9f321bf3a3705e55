package io.github.toxmatrix.digest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A text kept in a file from one run to the next, with its SHA-256 behind it. What a crash of the machine cut off, or anything has
 * changed since, is not there.
 */
public final class SealedText {

    private static final String SEAL = "\n# sha256 ";

    private SealedText() {}

    /**
     * Puts it into a folder that is there; the file appears as a whole, also where many processes write it.
     *
     * @throws IOException where it cannot be written; what was there before stays
     */
    public static void write(Path file, String text) throws IOException {
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "new", ".tmp");
        try {
            Files.writeString(whole, text + SEAL + Sha256.hex(text) + "\n");
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /**
     * The text; empty where there is no file, or it is not as it was written.
     *
     * @throws IOException where it cannot be read
     */
    public static Optional<String> read(Path file) throws IOException {
        String all;
        try {
            all = Files.readString(file);
        } catch (NoSuchFileException | CharacterCodingException noneOrDamaged) {
            return Optional.empty();
        }
        int end = all.lastIndexOf(SEAL);
        if (end < 0) {
            return Optional.empty();
        }
        String text = all.substring(0, end);
        return all.substring(end).equals(SEAL + Sha256.hex(text) + "\n") ? Optional.of(text) : Optional.empty();
    }
}
