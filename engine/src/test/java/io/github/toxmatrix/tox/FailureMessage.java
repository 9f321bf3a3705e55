package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.Packaging;
import io.github.toxmatrix.tox.key.RegisteredKeys;
import io.github.toxmatrix.tox.setting.EnvironmentKind;
import io.github.toxmatrix.tox.setting.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is said where a configuration or a value of it cannot be read: it has to name the file, the section or key that tox
 * stumbled over, and the value that stands there.
 */
record FailureMessage(String text) {

    /** What tox says of the command line, and where there is no file. */
    private static final Pattern OF_OPTIONS = Pattern.compile(
            "provided environments not found|invalid environment skip filter|could not find any config file");

    /** What tox says of a file that is no INI or TOML, in which nobody can tell keys and values. */
    private static final Pattern OF_SYNTAX = Pattern.compile("failed loading");

    /** {@code py311.deps = pytest: ...} */
    private static final Pattern SETTING = Pattern.compile(": \\S+\\.[a-z][\\w-]*(?: = |: )");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_.*/-]+");
    private static final Pattern KEY_OF_LINE = Pattern.compile("\\s*\\[*\"?([^\\]=:\"]+)\"?\\]*\\s*[=:]?(.*)");

    /**
     * What is missing; empty for nothing.
     *
     * @param folder of the configuration
     * @param tox what tox says
     * @param spellings of the key that was asked for; none where reading fails as a whole
     */
    List<String> missing(Path folder, String tox, List<String> spellings) {
        List<String> missing = new ArrayList<>();
        if (OF_OPTIONS.matcher(tox).find()) {
            return missing;
        }
        if (!text.contains(folder.toString()) && !text.startsWith("override ")) {
            missing.add("file");
        }
        if (OF_SYNTAX.matcher(tox).find()) {
            return missing;
        }
        List<String> keys = new ArrayList<>(spellings);
        SettingOfTox.in(tox).forEach(setting -> keys.addAll(spellings(setting.key())));
        boolean named = keys.isEmpty()
                ? text.startsWith("override ") || SETTING.matcher(text).find() || namesItsLine(folder)
                : keys.stream().anyMatch(this::names);
        if (!named) {
            missing.add("key " + keys);
        }
        if (!namesValue(folder)) {
            missing.add("value");
        }
        return missing;
    }

    /** All by which tox knows a key that has one of them. */
    private static List<String> spellings(String key) {
        return Stream.of(
                        Stream.of(CoreKeys.PACKAGED),
                        Stream.of(Packaging.values()).map(Packaging::keys),
                        Stream.of(EnvironmentKind.values()).map(RegisteredKeys::of))
                .flatMap(sets -> sets)
                .flatMap(set -> set.keys().stream())
                .map(Key::names)
                .filter(names -> names.contains(key))
                .findFirst()
                .orElse(List.of(key));
    }

    private boolean names(String word) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    /** Whether the section or key that begins at the place it names is named too. */
    private boolean namesItsLine(Path folder) {
        List<String> lines = linesAtPlace(folder);
        Matcher line = KEY_OF_LINE.matcher(lines.isEmpty() ? "" : lines.get(0));
        return line.matches() && names(line.group(1).strip());
    }

    /** Whether it has a word of what stands at the place it names, if there is one. */
    private boolean namesValue(Path folder) {
        List<String> lines = new ArrayList<>(linesAtPlace(folder));
        if (lines.isEmpty() || lines.get(0).startsWith("[")) {
            return true; // it stands nowhere
        }
        Matcher line = KEY_OF_LINE.matcher(lines.get(0));
        lines.set(0, line.matches() ? line.group(2) : lines.get(0));
        lines.removeIf(each -> each.strip().startsWith("#"));
        List<String> words = WORD.matcher(String.join("\n", lines))
                .results()
                .map(match -> match.group())
                .toList();
        return words.isEmpty() || words.stream().anyMatch(text::contains);
    }

    /** From the line that the message names on, what belongs to it. */
    private List<String> linesAtPlace(Path folder) {
        Matcher place = Pattern.compile(Pattern.quote(folder.toString()) + "/([\\w.]+):(\\d+)")
                .matcher(text);
        if (!place.find()) {
            return List.of();
        }
        List<String> all;
        try {
            all = List.of(Files.readString(folder.resolve(place.group(1))).split("\r?\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int first = Integer.parseInt(place.group(2)) - 1;
        int next = first + 1;
        while (next < all.size() && !all.get(next).matches("\\S.*")) {
            next++;
        }
        return first < all.size() ? all.subList(Math.max(first, 0), Math.max(next, 1)) : List.of();
    }
}
