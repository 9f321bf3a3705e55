package io.github.toxmatrix.index.setting;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * A file that uv reads, or its table in {@code pyproject.toml}.
 *
 * @param folder where relative paths in it begin
 */
record UvFile(TomlTable table, Path folder) {

    /** @throws IOException if it cannot be read; names it */
    static UvFile read(Path file) throws IOException {
        return new UvFile(parse(file), file.toAbsolutePath().resolveSibling(""));
    }

    /** The project's, which is the nearest. */
    static Optional<UvFile> ofProject(UvFiles files) throws IOException {
        for (Path folder : files.projects()) {
            Path own = UvFiles.ofProject(folder);
            if (Files.isRegularFile(own)) {
                return Optional.of(read(own));
            }
            Path shared = UvFiles.inPyProject(folder);
            if (Files.isRegularFile(shared)) {
                @Nullable TomlTable table = parse(shared).getTable("tool.uv");
                if (table != null) {
                    return Optional.of(new UvFile(table, folder));
                }
            }
        }
        return Optional.empty();
    }

    private static TomlParseResult parse(Path file) throws IOException {
        TomlParseResult result;
        try {
            result = Toml.parse(file);
        } catch (CharacterCodingException notText) {
            throw new IOException(file + ": it is not UTF-8", notText);
        }
        if (result.hasErrors()) {
            throw new IOException(file + ": " + result.errors().get(0));
        }
        return result;
    }

    Stream<UvIndex> indexes() {
        @Nullable TomlArray array = table.getArray("index");
        return array == null
                ? Stream.empty()
                : array.toList().stream()
                        .filter(TomlTable.class::isInstance)
                        .map(each -> new UvIndex((TomlTable) each, this));
    }

    /** Of {@code [pip]}, which is for {@code uv pip}, and then of the top. */
    Stream<String> texts(String key) {
        return Stream.of("pip." + key, key)
                .map(table::get)
                .filter(value -> value != null)
                .limit(1)
                .flatMap(value -> value instanceof TomlArray array
                        ? array.toList().stream().map(String::valueOf)
                        : Stream.of(String.valueOf(value)));
    }

    /** A URL or a path as it stands here, so that it leads to the same place wherever it is written; variables hold no spaces. */
    String placed(String text) {
        if (text.contains("://")) {
            return text;
        }
        Path path = folder.resolve(text).normalize();
        return path.toString().contains(" ") ? path.toUri().toString() : path.toString();
    }

    boolean isTrue(String key) {
        return Boolean.TRUE.equals(table.get(key));
    }
}
