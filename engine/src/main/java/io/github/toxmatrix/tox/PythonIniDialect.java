package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites an INI file of Python's {@code configparser} (strict, without interpolation) to the plainest form there is: one
 * line for each key, with everything but letters and digits escaped. Full-line comments are dropped, lines that are
 * indented deeper than their key join its value, keys are lower-cased, and what is there twice is an error.
 */
final class PythonIniDialect {

    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern SECTION = Pattern.compile("\\[(.+)\\].*");
    private static final Pattern OPTION = Pattern.compile("(.*?)\\s*[=:]\\s*(.*)", Pattern.DOTALL);

    private final Path file;
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final StringBuilder plain = new StringBuilder();
    private @Nullable String section;
    private @Nullable String key;
    private final List<String> value = new ArrayList<>();
    private int indent;

    PythonIniDialect(Path file) {
        this.file = file;
    }

    /** The line of a section in {@link #lines}. */
    static String address(String section) {
        return "[" + section + "]";
    }

    /** The line of a key in {@link #lines}. */
    static String address(String section, String key) {
        return "[" + section + "]\n" + key;
    }

    /** @throws ToxConfigurationException names file and line */
    String normalise(String text) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int number = 0;
        for (String line : content.split("\r\n|\r|\n", -1)) {
            number++;
            read(line, number);
        }
        endOption();
        return plain.toString();
    }

    Map<String, Integer> lines() {
        return lines;
    }

    private void read(String line, int number) {
        String stripped = line.strip();
        if (stripped.startsWith("#") || stripped.startsWith(";")) {
            return;
        }
        if (stripped.isEmpty()) {
            if (key != null) {
                value.add("");
            }
            return;
        }
        int depth = line.length() - line.stripLeading().length();
        if (key != null && depth > indent) {
            value.add(stripped);
            return;
        }
        indent = depth;
        endOption();
        Matcher header = SECTION.matcher(stripped);
        if (header.matches()) {
            beginSection(header.group(1), number);
        } else {
            beginOption(stripped, number);
        }
    }

    private void beginSection(String name, int number) {
        Integer before = lines.putIfAbsent(address(name), number);
        if (before != null) {
            throw at(number, "the section [" + name + "] is there already, on line " + before);
        }
        section = name;
        plain.append('[').append(escape(name)).append("]\n");
    }

    private void beginOption(String line, int number) {
        if (section == null) {
            throw at(number, "there is no section header before '" + line + "'");
        }
        Matcher option = OPTION.matcher(line);
        if (!option.matches() || option.group(1).isEmpty()) {
            throw at(
                    number,
                    "'" + line + "' in [" + section + "] is neither a section, nor a key with a value, nor"
                            + " indented to belong to the key above it");
        }
        key = option.group(1).strip().toLowerCase(Locale.ROOT);
        Integer before = lines.putIfAbsent(address(section, key), number);
        if (before != null) {
            throw at(number, "the key " + key + " is in [" + section + "] already, on line " + before);
        }
        value.add(option.group(2).strip());
    }

    private void endOption() {
        if (key != null) {
            plain.append(escape(key))
                    .append('=')
                    .append(escape(String.join("\n", value).stripTrailing()))
                    .append('\n');
            key = null;
            value.clear();
        }
    }

    private ToxConfigurationException at(int number, String message) {
        return new ToxConfigurationException(new SourcePosition(file, number) + ": " + message);
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() * 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 && Character.isLetterOrDigit(c)) {
                escaped.append(c);
            } else {
                escaped.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        return escaped.toString();
    }
}
