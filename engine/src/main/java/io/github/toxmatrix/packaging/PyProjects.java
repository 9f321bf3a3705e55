package io.github.toxmatrix.packaging;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Each {@code pyproject.toml} that a run needs: all its environments ask for the same one, which is parsed anew only if it has changed. */
public final class PyProjects {

    private final Map<Path, Read> read = new ConcurrentHashMap<>();

    private record Read(String text, PyProject project) {}

    /** @throws PackagingException if it cannot be read; names the line */
    Optional<PyProject> in(Path root) throws PackagingException {
        Path file = root.resolve("pyproject.toml");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = text(file);
        Read known = read.get(file);
        if (known == null || !known.text().equals(text)) {
            known = new Read(text, PyProject.parse(file, text));
            read.put(file, known);
        }
        return Optional.of(known.project());
    }

    private static String text(Path file) throws PackagingException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notText) {
            throw new PackagingException("cannot read " + file + ": it is not UTF-8", notText);
        } catch (IOException unreadable) {
            throw new PackagingException("cannot read " + file + ": " + unreadable, unreadable);
        }
    }
}
