package io.github.toxmatrix.tox.ini;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ini4j.Config;
import org.ini4j.Ini;
import org.ini4j.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Reads an INI file as Python's {@code configparser} does (strict, without interpolation): full-line comments are dropped,
 * lines that are indented deeper than their key join its value, keys are lower-cased, and what is there twice is an error.
 */
final class PythonIniDialect {

    private final Path file;
    private final Ini sections = new Ini();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private Profile.@Nullable Section section;
    private @Nullable String key;
    private final List<String> value = new ArrayList<>();
    private int indent;

    PythonIniDialect(Path file) {
        this.file = file;
        Config config = Config.getGlobal().clone();
        config.setTree(false); // a slash in the name of a section is a slash
        sections.setConfig(config);
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
    Ini read(String text) {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int number = 0;
        for (String line : (Iterable<String>) content.lines()::iterator) {
            number++;
            read(line, number);
        }
        endOption();
        return sections;
    }

    Map<String, Integer> lines() {
        return lines;
    }

    private void read(String line, int number) {
        String stripped = WhiteSpace.strip(line);
        if (stripped.startsWith("#") || stripped.startsWith(";")) {
            return;
        }
        if (stripped.isEmpty()) {
            if (key != null) {
                value.add("");
            }
            return;
        }
        int depth = line.indexOf(stripped.charAt(0)); // before it is white space only
        if (key != null && depth > indent) {
            value.add(stripped);
            return;
        }
        indent = depth;
        endOption();
        int end = stripped.lastIndexOf(']');
        if (stripped.startsWith("[") && end > 1) {
            beginSection(stripped.substring(1, end), number);
        } else {
            beginOption(stripped, number);
        }
    }

    private void beginSection(String name, int number) {
        Integer before = lines.putIfAbsent(address(name), number);
        if (before != null) {
            throw at(number, "the section [" + name + "] is there already, on line " + before);
        }
        section = sections.add(name);
    }

    private void beginOption(String line, int number) {
        if (section == null) {
            throw at(number, "there is no section header before '" + line + "'");
        }
        int delimiter = firstDelimiter(line);
        if (delimiter < 1) {
            throw at(
                    number,
                    "'" + line + "' in [" + section.getName() + "] is neither a section, nor a key with a value, nor"
                            + " indented to belong to the key above it");
        }
        key = WhiteSpace.strip(line.substring(0, delimiter)).toLowerCase(Locale.ROOT);
        Integer before = lines.putIfAbsent(address(section.getName(), key), number);
        if (before != null) {
            throw at(number, "the key " + key + " is in [" + section.getName() + "] already, on line " + before);
        }
        value.add(WhiteSpace.strip(line.substring(delimiter + 1)));
    }

    /** Where the name of an option ends; -1 where the line has neither {@code =} nor {@code :}. */
    private static int firstDelimiter(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 || colon < 0 ? Math.max(equals, colon) : Math.min(equals, colon);
    }

    private void endOption() {
        if (section != null && key != null) {
            section.add(key, WhiteSpace.stripTrailing(String.join("\n", value)));
            key = null;
            value.clear();
        }
    }

    private ToxConfigurationException at(int number, String message) {
        return new ToxConfigurationException(new SourcePosition(file, number) + ": " + message);
    }
}
