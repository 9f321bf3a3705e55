package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.invocation.ToxOptions;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares what is read from configurations with what tox reads from them, and counts it by format and key. */
final class Conformance {

    /** @param example of one environment: what tox says, and what is said here */
    record Difference(String configuration, String key, int environments, String example) {

        @Override
        public String toString() {
            return configuration + " " + key + " (" + environments + "): " + example;
        }
    }

    private static final class Count {
        private int same;
        private int all;
    }

    private static final Pattern SPECIFICATION = Pattern.compile("(?:py|python|cpython)?(?:3(?:\\.?(?<minor>\\d+))?)?");

    private final List<Interpreter> interpreters;
    private final Map<String, Map<String, Count>> counts = new TreeMap<>();
    private final Map<String, Difference> differences = new LinkedHashMap<>();

    /**
     * @param own minor version of the Python that tox ran in
     * @param others of those that were there beside it
     */
    Conformance(int own, Integer... others) {
        interpreters = new ArrayList<>(List.of(interpreter("{toxvenv}/bin/python", own)));
        for (int minor : others) {
            interpreters.add(interpreter("/usr/bin/python3." + minor, minor));
        }
    }

    private ToxInvocation invocation() {
        ToxOptions options =
                new ToxOptions(Optional.empty(), Optional.empty(), Optional.empty(), false, false, Optional.of("42"));
        return new ToxInvocation(Map.of(), Optional.empty(), List.of(), Optional.empty(), this::find, options);
    }

    private Optional<Interpreter> find(List<String> basePython) {
        return basePython.isEmpty()
                ? Optional.of(interpreters.get(0))
                : basePython.stream().flatMap(python -> find(python).stream()).findFirst();
    }

    private Optional<Interpreter> find(String python) {
        Matcher specification = SPECIFICATION.matcher(python);
        return interpreters.stream()
                .filter(interpreter -> interpreter.executable().toString().equals(python)
                        || (specification.matches()
                                && (specification.group("minor") == null
                                        || specification.group("minor").equals(String.valueOf(interpreter.minor())))))
                .findFirst();
    }

    private static Interpreter interpreter(String file, int minor) {
        return new Interpreter(Path.of(file), "cpython", 3, minor, 0, false, 64, "x86_64");
    }

    List<Difference> differences() {
        return List.copyOf(differences.values());
    }

    void compare(Golden golden) {
        List<Golden.Listed> listed = golden.listed();
        try {
            ToxProject project = ToxProject.load(golden.configuration(), invocation());
            List<DefinedEnvironment> defined = project.define(Selection.DEFAULT);
            if (listed.isEmpty()) {
                count(
                        golden,
                        "(failure)",
                        false,
                        "a failure",
                        defined.stream().map(DefinedEnvironment::name).toList());
                return;
            }
            compareList(golden, listed, defined);
            if (golden.isConfigured()) {
                compareConfiguration(golden, project);
            }
        } catch (ToxConfigurationException e) {
            count(golden, listed.isEmpty() ? "(failure)" : "(reading)", listed.isEmpty(), "no failure", e.getMessage());
        }
    }

    private void compareList(Golden golden, List<Golden.Listed> listed, List<DefinedEnvironment> defined) {
        List<Golden.Listed> actual = new ArrayList<>();
        for (boolean selected : List.of(true, false)) {
            for (DefinedEnvironment environment : defined) {
                if (!environment.packages() && environment.selected() == selected) {
                    actual.add(new Golden.Listed(
                            selected, environment.name(), description(golden, environment.environment())));
                }
            }
        }
        same(golden, "(names)", names(listed), names(actual));
        for (int i = 0; i < Math.min(listed.size(), actual.size()); i++) {
            same(golden, "(description)", listed.get(i), actual.get(i));
        }
    }

    private static List<String> names(List<Golden.Listed> listed) {
        return listed.stream().map(Golden.Listed::name).toList();
    }

    private static String description(Golden golden, ToxEnvironment environment) {
        String description = environment.get(RunKeys.DESCRIPTION);
        return description.isBlank()
                ? "[no description]"
                : String.valueOf(golden.normalized(description)).strip();
    }

    private void compareConfiguration(Golden golden, ToxProject project) {
        Map<String, Map<String, Object>> expected = golden.environments();
        Selection all = Selection.of(List.of("ALL"), List.of(), List.of(), Optional.empty());
        List<DefinedEnvironment> defined = project.define(all).stream()
                .filter(DefinedEnvironment::selected)
                .toList();
        same(
                golden,
                "(environments)",
                List.copyOf(expected.keySet()),
                defined.stream().map(DefinedEnvironment::name).toList());
        for (DefinedEnvironment environment : defined) {
            compareSettings(
                    golden,
                    environment.name() + ": ",
                    "",
                    expected.getOrDefault(environment.name(), Map.of()),
                    environment.environment().settings());
        }
        compareSettings(golden, "", "tox.", golden.core(), project.settings());
    }

    private void compareSettings(
            Golden golden, String name, String prefix, Map<String, Object> expected, ToxSettings settings) {
        Map<String, Object> actual = new LinkedHashMap<>();
        if (settings instanceof Settings known && prefix.isEmpty()) {
            actual.put("type", known.kind().toxType());
        }
        settings.keys().forEach(key -> actual.put(key.name(), golden.normalized(read(settings, key))));
        actual.put("unused", settings.unused());
        expected.forEach((key, value) -> {
            if (!Golden.isUnavailable(value)) {
                Object ours = actual.getOrDefault(key, "(no such key)");
                count(golden, prefix + key, value.equals(ours), name + value, ours);
            }
        });
    }

    /** The value as tox prints it, or the error in its place. */
    private static Object read(ToxSettings settings, Key<?> key) {
        try {
            return settings.tree(key);
        } catch (ToxConfigurationException e) {
            return Map.of("error", e.toxError());
        }
    }

    private void same(Golden golden, String key, Object expected, Object actual) {
        count(golden, key, expected.equals(actual), expected, actual);
    }

    private void count(Golden golden, String key, boolean same, Object expected, Object actual) {
        Count count = counts.computeIfAbsent(key, unused -> new TreeMap<>())
                .computeIfAbsent(String.valueOf(golden.file().getFileName()), unused -> new Count());
        count.all++;
        if (same) {
            count.same++;
            return;
        }
        differences.merge(
                golden.name() + "\t" + key,
                new Difference(golden.name(), key, 1, "tox: " + expected + "\n    here: " + actual),
                (first, next) -> new Difference(first.configuration, first.key, first.environments + 1, first.example));
    }

    /** Rows are keys, columns formats: how many values agree, of how many. */
    String table() {
        List<String> formats = counts.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-32s", "key")
                + formats.stream().map(format -> String.format("%18s", format)).collect(Collectors.joining()));
        counts.forEach((key, row) -> lines.add(String.format("%-32s", key)
                + formats.stream()
                        .map(row::get)
                        .map(count -> count == null ? "" : count.same + "/" + count.all)
                        .map(cell -> String.format("%18s", cell))
                        .collect(Collectors.joining())));
        return String.join("\n", lines);
    }
}
