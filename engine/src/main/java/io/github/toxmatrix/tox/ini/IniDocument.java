package io.github.toxmatrix.tox.ini;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.factor.ConditionalText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.ini4j.Ini;
import org.ini4j.Profile;
import org.jspecify.annotations.Nullable;

/**
 * An INI file as Python's {@code configparser} reads it: values, and the lines that sections and keys stand on. The keys
 * of {@code [DEFAULT]} are in every section.
 */
public final class IniDocument {

    private static final String DEFAULT = "DEFAULT";

    private final Path file;
    private final Ini sections;
    private final Map<String, Integer> lines;
    private final Map<String, ConditionalText> texts = new ConcurrentHashMap<>();
    private final Map<String, Pattern> references = new ConcurrentHashMap<>();

    private IniDocument(Path file, Ini sections, Map<String, Integer> lines) {
        this.file = file;
        this.sections = sections;
        this.lines = lines;
    }

    /** @throws ToxConfigurationException where it cannot be read; names file and line */
    public static IniDocument read(Path file) {
        try {
            return parse(file, Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new ToxConfigurationException(file + ": the file is not UTF-8", e);
        } catch (IOException e) {
            throw new ToxConfigurationException(file + ": the file cannot be read: " + e.getMessage(), e);
        }
    }

    public static IniDocument parse(Path file, String text) {
        PythonIniDialect dialect = new PythonIniDialect(file);
        return new IniDocument(file, dialect.read(text), dialect.lines());
    }

    Path file() {
        return file;
    }

    /** The same as a section sees it that is not there: without the keys of {@code [DEFAULT]}. */
    IniDocument withoutDefaults() {
        Ini own = new Ini();
        own.setConfig(sections.getConfig());
        sections().forEach(name -> own.put(name, sections.get(name)));
        Map<String, Integer> ownLines = new LinkedHashMap<>(lines);
        ownLines.keySet().removeIf(address -> address.startsWith(PythonIniDialect.address(DEFAULT)));
        return new IniDocument(file, own, ownLines);
    }

    /** In the order of the file, without {@code [DEFAULT]}. */
    List<String> sections() {
        return sections.keySet().stream().filter(name -> !name.equals(DEFAULT)).toList();
    }

    boolean hasSection(String name) {
        return !name.equals(DEFAULT) && sections.containsKey(name);
    }

    /** Those of the section, then those of {@code [DEFAULT]} it does not have. */
    Map<String, String> values(String section) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : List.of(section, DEFAULT)) {
            Profile.@Nullable Section options = sections.get(name);
            if (options != null) {
                // the keys are in the order of the file, entrySet() is not
                options.keySet().forEach(key -> values.putIfAbsent(key, options.get(key)));
            }
        }
        return values;
    }

    Optional<String> value(String section, String key) {
        String own = sections.containsKey(section) ? sections.get(section).get(key) : null;
        return Optional.ofNullable(
                own != null || !sections.containsKey(DEFAULT)
                        ? own
                        : sections.get(DEFAULT).get(key));
    }

    /** As {@link #value}, read by its lines. */
    Optional<ConditionalText> conditionalText(String section, String key) {
        return value(section, key).map(raw -> texts.computeIfAbsent(raw, ConditionalText::parse));
    }

    /**
     * What a reference is, made once for each prefix. A default of several lines is none, and what has it stays text.
     *
     * @param prefix of the section it stands in: what is before its colon, or all of it
     */
    Pattern references(String prefix) {
        return references.computeIfAbsent(
                prefix,
                missing -> Pattern.compile(
                        "(?:\\[(?<section>" + Pattern.quote(prefix)
                                + "(?::(?<env>[^]]+))?|[-\\w]+)])?(?<key>[-a-zA-Z0-9_]+)(?<default>:.*)?\n?",
                        Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS));
    }

    SourcePosition position(String section) {
        return new SourcePosition(file, lines.getOrDefault(PythonIniDialect.address(section), 0));
    }

    Optional<SourcePosition> position(String section, String key) {
        List<Integer> found = new ArrayList<>();
        for (String name : List.of(section, DEFAULT)) {
            Integer line = lines.get(PythonIniDialect.address(name, key));
            if (line != null) {
                found.add(line);
            }
        }
        return found.stream().findFirst().map(line -> new SourcePosition(file, line));
    }
}
