package io.github.toxmatrix.tox.document;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/**
 * A TOML file as a tree of Map, List, String, Boolean, Long and Double, in the order of the file. Dates, which no
 * setting takes, stay what tomlj makes of them.
 */
public final class TomlDocument {

    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    private final Path file;
    private final String text;
    private final TomlTable parsed;
    private final Map<String, Object> root;

    private TomlDocument(Path file, String text, TomlTable parsed) {
        this.file = file;
        this.text = text;
        this.parsed = parsed;
        this.root = map(parsed);
    }

    /** @throws ToxConfigurationException if the file cannot be read or is no TOML 1.0; names file, line and cause */
    public static TomlDocument read(Path file) {
        return of(file, text(file));
    }

    /**
     * As tox reads its own settings, a text of Python: a byte order mark is skipped, and a carriage return ends a line also where
     * it is alone (tox's {@code config/source/toml_pyproject.py}).
     *
     * @throws ToxConfigurationException if the file cannot be read or is no TOML 1.0; names file, line and cause
     */
    public static TomlDocument readPythonText(Path file) {
        String text = text(file);
        return of(
                file,
                LINE_END.matcher(text.startsWith("\uFEFF") ? text.substring(1) : text)
                        .replaceAll("\n"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ToxConfigurationException(file + ": is not UTF-8 text: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ToxConfigurationException(file + ": cannot be read: " + e, e);
        }
    }

    public static TomlDocument of(Path file, String text) {
        TomlParseResult result = Toml.parse(text, TomlVersion.V1_0_0);
        Optional<TomlParseError> first = result.errors().stream()
                .min(Comparator.comparing(error -> error.position().line()));
        if (first.isPresent()) {
            TomlPosition at = first.get().position();
            throw new ToxConfigurationException(
                    file + ":" + at.line() + ": invalid TOML at column " + at.column() + ": "
                            + first.get().getMessage(),
                    first.get());
        }
        return new TomlDocument(file, text, result);
    }

    public Path file() {
        return file;
    }

    /** What stands at a path of keys; empty where one of them is missing or something on the way is no table. */
    public Optional<Object> at(List<String> path) {
        Object current = root;
        for (String key : path) {
            if (!(current instanceof Map<?, ?> table) || !table.containsKey(key)) {
                return Optional.empty();
            }
            current = table.get(key);
        }
        return Optional.of(current);
    }

    /** Where a path of keys stands; line 0 where it does not. */
    public SourcePosition position(List<String> path) {
        @Nullable TomlPosition position = parsed.inputPositionOf(path);
        return new SourcePosition(file, position == null ? 0 : position.line());
    }

    /** The line in which the text of a string begins: the one after its key where the opening quotes end their line. */
    public int firstLineOfString(List<String> path) {
        int line = position(path).line();
        if (line == 0) {
            return 0;
        }
        String keyLine = text.lines().skip(line - 1L).findFirst().orElse("").stripTrailing();
        return keyLine.endsWith("\"\"\"") || keyLine.endsWith("'''") ? line + 1 : line;
    }

    /** A value of the tree as the tables {@link #at} gives; empty if it is none. */
    @SuppressWarnings("unchecked") // every map of the tree is made by map()
    public static Optional<Map<String, Object>> table(Object value) {
        return value instanceof Map<?, ?> ? Optional.of((Map<String, Object>) value) : Optional.empty();
    }

    /** What a value of the tree is, for messages. */
    public static String kind(Object value) {
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof List<?>) {
            return "an array";
        }
        return value instanceof Map<?, ?> ? "a table" : "a date or time";
    }

    private static Map<String, Object> map(TomlTable table) {
        Map<String, Object> map = new LinkedHashMap<>();
        table.entrySet().forEach(entry -> map.put(entry.getKey(), tree(entry.getValue())));
        return Collections.unmodifiableMap(map);
    }

    private static Object tree(Object value) {
        if (value instanceof TomlTable table) {
            return map(table);
        }
        if (value instanceof TomlArray array) {
            List<Object> list = new ArrayList<>(array.size());
            for (int i = 0; i < array.size(); i++) {
                list.add(tree(array.get(i)));
            }
            return Collections.unmodifiableList(list);
        }
        return value;
    }
}
