package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.interpreter.Platform;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    /** The project's, whose folder is this or one above. */
    static Optional<UvFile> ofProject(Path folder) throws IOException {
        for (@Nullable Path at = folder; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("uv.toml"))) {
                return Optional.of(read(at.resolve("uv.toml")));
            }
            if (Files.isRegularFile(at.resolve("pyproject.toml"))) {
                @Nullable TomlTable table = parse(at.resolve("pyproject.toml")).getTable("tool.uv");
                if (table != null) {
                    return Optional.of(new UvFile(table, at));
                }
            }
        }
        return Optional.empty();
    }

    /** Where those of the user and of the machine are, the stronger first. Of the machine's, uv reads the first that is there. */
    static Stream<Path> ofMachine(Map<String, String> environ) {
        if (Platform.current() == Platform.WINDOWS) {
            return Stream.of("APPDATA", "PROGRAMDATA")
                    .map(name -> Platform.current().variable(environ, name))
                    .filter(folder -> !folder.isEmpty())
                    .map(folder -> Path.of(folder, "uv", "uv.toml"));
        }
        String user = environ.getOrDefault("XDG_CONFIG_HOME", "");
        Path own = (user.isEmpty() ? Platform.home(environ).resolve(".config") : Path.of(user)).resolve("uv/uv.toml");
        String system = environ.getOrDefault("XDG_CONFIG_DIRS", "");
        Stream<Path> ofAll = Stream.concat(
                Stream.of((system.isEmpty() ? "/etc/xdg" : system).split(":", -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, "uv", "uv.toml")),
                Stream.of(Path.of("/etc/uv/uv.toml")));
        return Stream.concat(Stream.of(own), ofAll.filter(Files::isRegularFile).limit(1));
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
