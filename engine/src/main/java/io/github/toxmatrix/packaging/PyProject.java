package io.github.toxmatrix.packaging;

import io.github.toxmatrix.pep.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** A {@code pyproject.toml}, or a table of it. */
final class PyProject {

    private final Path file;
    private final TomlTable document;

    private PyProject(Path file, TomlTable document) {
        this.file = file;
        this.document = document;
    }

    /** @throws PackagingException if it is no TOML; names the line */
    static PyProject parse(Path file, String text) throws PackagingException {
        TomlParseResult document = Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (document.hasErrors()) {
            throw new PackagingException(
                    "cannot read " + file + ": " + document.errors().get(0));
        }
        return new PyProject(file, document);
    }

    /** A table, or nothing where the key is missing. */
    Optional<PyProject> table(String key) throws PackagingException {
        Object value = document.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof TomlTable table) {
            return Optional.of(new PyProject(file, table));
        }
        throw new PackagingException(key + " must be a table in " + file);
    }

    Iterable<String> keys() {
        return document.keySet();
    }

    Optional<String> text(String key) throws PackagingException {
        Object value = document.get(List.of(key));
        if (value == null || value instanceof String) {
            return Optional.ofNullable((String) value);
        }
        throw new PackagingException(key + " must be a string in " + file + ", but is " + value);
    }

    Optional<List<String>> texts(String key) throws PackagingException {
        Object value = document.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof TomlArray array && array.toList().stream().allMatch(String.class::isInstance)) {
            return Optional.of(array.toList().stream().map(String.class::cast).toList());
        }
        throw new PackagingException(key + " must be a list of strings in " + file);
    }

    List<Requirement> requirements(String key) throws PackagingException {
        List<Requirement> requirements = new ArrayList<>();
        for (String text : texts(key).orElse(List.of())) {
            try {
                requirements.add(Requirement.parse(text));
            } catch (IllegalArgumentException invalid) {
                throw new PackagingException(
                        "invalid requirement in " + key + " of " + file + ": " + invalid.getMessage(), invalid);
            }
        }
        return requirements;
    }

    Path file() {
        return file;
    }
}
