package io.github.toxmatrix.resolution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * The pins of a run as a TOML file, for people to review and for tools to read: a table for each environment, sorted, a line for
 * each distribution; and the hashes of each release once, as environments share most of them. An environment whose index gave a
 * release other hashes has its own. The same pins are always the same text.
 */
public final class PinsFile {

    private static final long FORMAT = 1;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern RELEASE = Pattern.compile("([a-z0-9][a-z0-9-]*)==(\\S+)");

    private PinsFile() {}

    /** @throws IOException that names the file and what is wrong with it */
    public static RunPins read(Path file) throws IOException {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException none) {
            throw new IOException("there is no file of pins at " + file, none);
        } catch (IllegalArgumentException invalid) {
            throw new IOException(file + " is no file of pins: " + invalid.getMessage(), invalid);
        }
    }

    /** The file appears as a whole, and its folder where there is none. */
    public static void write(Path file, RunPins pins) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().normalize().getParent());
        Path whole = Files.createTempFile(folder, "pins", ".tmp");
        try {
            Files.delete(whole); // made for this user alone; the file is for all who read reports
            Files.writeString(whole, text(pins));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    static String text(RunPins pins) {
        StringBuilder text =
                new StringBuilder("# What each environment of a run had. matrix.pins installs the same again.\n"
                        + "format = " + FORMAT + "\n");
        Map<String, List<String>> common = new TreeMap<>();
        pins.environments().values().stream()
                .flatMap(environment -> environment.pins().stream())
                .filter(pin -> !pin.hashes().isEmpty())
                .forEach(pin -> common.putIfAbsent(pin.requirement(), pin.hashes()));
        pins.environments().forEach((name, environment) -> append(text, name, environment, common));
        if (!common.isEmpty()) {
            text.append("\n[hashes]\n");
            common.forEach((release, hashes) -> array(text, quoted(release), hashes));
        }
        return text.toString();
    }

    private static void append(
            StringBuilder text, String name, EnvironmentPins environment, Map<String, List<String>> common) {
        String key = "environments." + (BARE.matcher(name).matches() ? name : quoted(name));
        text.append("\n[").append(key).append("]\n");
        text.append("python = ").append(quoted(environment.python())).append('\n');
        text.append("resolved = ").append(environment.resolved()).append('\n');
        environment
                .asOf()
                .ifPresent(time -> text.append("as-of = ").append(quoted(time)).append('\n'));
        array(text, "pins", environment.pins().stream().map(Pin::requirement).toList());
        if (!environment.direct().isEmpty()) {
            array(text, "direct", environment.direct());
        }
        Map<String, List<String>> own = new TreeMap<>();
        environment.pins().stream()
                .filter(pin -> !pin.hashes().equals(common.getOrDefault(pin.requirement(), List.of())))
                .forEach(pin -> own.put(pin.requirement(), pin.hashes()));
        if (!own.isEmpty()) {
            text.append("[").append(key).append(".hashes]\n");
            own.forEach((release, hashes) -> array(text, quoted(release), hashes));
        }
    }

    private static void array(StringBuilder text, String key, List<String> values) {
        text.append(key).append(values.isEmpty() ? " = []\n" : " = [\n");
        values.forEach(value -> text.append("    ").append(quoted(value)).append(",\n"));
        text.append(values.isEmpty() ? "" : "]\n");
    }

    /** A basic string of TOML. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < 0x20 || c == 0x7f) {
                quoted.append(String.format("\\u%04X", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** @throws IllegalArgumentException that says what is wrong where */
    static RunPins parse(String text) {
        TomlParseResult document = Toml.parse(text);
        if (document.hasErrors()) {
            throw new IllegalArgumentException(document.errors().get(0).toString());
        }
        Long format = typed("format", document::getLong);
        if (format == null || format != FORMAT) {
            throw new IllegalArgumentException("format = " + FORMAT + " was expected, and is " + format);
        }
        Map<String, List<String>> common = hashes(document, "");
        Map<String, EnvironmentPins> environments = new LinkedHashMap<>();
        TomlTable tables = typed("environments", document::getTable);
        if (tables != null) {
            for (String name : tables.keySet()) {
                if (!(tables.get(List.of(name)) instanceof TomlTable environment)) {
                    throw new IllegalArgumentException("environments." + name + " is no table");
                }
                environments.put(name, environment(environment, "environments." + name + ".", common));
            }
        }
        return RunPins.of(environments);
    }

    private static EnvironmentPins environment(TomlTable table, String place, Map<String, List<String>> common) {
        Map<String, List<String>> own = hashes(table, place);
        List<Pin> pins = new ArrayList<>();
        for (String release : strings(typed("pins", table::getArray), place + "pins")) {
            var parts = RELEASE.matcher(release);
            if (!parts.matches()) {
                throw new IllegalArgumentException(place + "pins: name==version was expected instead of " + release);
            }
            List<String> hashes = own.containsKey(release)
                    ? own.getOrDefault(release, List.of())
                    : common.getOrDefault(release, List.of());
            pins.add(new Pin(parts.group(1), parts.group(2), hashes));
        }
        OffsetDateTime resolved = typed("resolved", table::getOffsetDateTime);
        String python = typed("python", table::getString);
        if (resolved == null || python == null) {
            throw new IllegalArgumentException(place + (python == null ? "python" : "resolved") + " is missing");
        }
        TomlArray direct = typed("direct", table::getArray);
        return new EnvironmentPins(
                python,
                Instant.from(resolved),
                Optional.ofNullable(typed("as-of", table::getString)),
                pins,
                direct == null ? List.of() : strings(direct, place + "direct"));
    }

    private static Map<String, List<String>> hashes(TomlTable table, String place) {
        Map<String, List<String>> hashes = new TreeMap<>();
        TomlTable releases = typed("hashes", table::getTable);
        if (releases != null) {
            for (String release : releases.keySet()) {
                Object values = releases.get(List.of(release));
                String key = place + "hashes.\"" + release + "\"";
                hashes.put(release, strings(values instanceof TomlArray array ? array : null, key));
            }
        }
        return hashes;
    }

    private static <T> @Nullable T typed(String key, Function<String, @Nullable T> getter) {
        try {
            return getter.apply(key);
        } catch (RuntimeException otherType) { // tomlj's TomlInvalidTypeException
            throw new IllegalArgumentException(String.valueOf(otherType.getMessage()), otherType);
        }
    }

    private static List<String> strings(@Nullable TomlArray array, String key) {
        if (array == null) {
            throw new IllegalArgumentException(key + " is no array of strings");
        }
        List<String> strings = new ArrayList<>();
        for (Object value : array.toList()) {
            if (!(value instanceof String string)) {
                throw new IllegalArgumentException(key + " is no array of strings");
            }
            strings.add(string);
        }
        return strings;
    }
}
