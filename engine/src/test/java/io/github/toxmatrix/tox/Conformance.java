package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what is read from configurations with what tox reads from them, and counts it by format and key. */
final class Conformance {

    /** @param example of one environment: what tox says, and what is said here */
    record Difference(String configuration, String key, int environments, String example) {

        /** As the file of known differences has it. */
        String line() {
            return configuration + "\t" + key + "\t" + environments;
        }
    }

    private static final class Count {
        private int same;
        private int all;
    }

    /** Where tox ran there were these two Pythons, of which it was itself run by the first. */
    private static final List<Interpreter> INTERPRETERS = List.of(interpreter(13), interpreter(11));

    private static final ToxInvocation WITHOUT_ENVIRONMENT =
            new ToxInvocation(Map.of(), Optional.empty(), List.of(), Optional.empty(), Conformance::find);

    private final Map<String, Map<String, Count>> counts = new TreeMap<>();
    private final Map<String, Difference> differences = new LinkedHashMap<>();

    private static Optional<Interpreter> find(List<String> basePython) {
        return basePython.isEmpty()
                ? Optional.of(INTERPRETERS.get(0))
                : INTERPRETERS.stream()
                        .filter(interpreter -> basePython.stream()
                                .map(specification -> specification.replaceFirst("^(py|python|cpython)?3\\.?", ""))
                                .anyMatch(minor -> minor.equals(String.valueOf(interpreter.minor()))))
                        .findFirst();
    }

    private static Interpreter interpreter(int minor) {
        return new Interpreter(Path.of("{toxvenv}/bin/python"), "cpython", 3, minor, 0, false, 64, "x86_64");
    }

    List<Difference> differences() {
        return List.copyOf(differences.values());
    }

    void compare(Golden golden) {
        ToxProject project;
        try {
            project = ToxProject.load(golden.configuration(), WITHOUT_ENVIRONMENT);
        } catch (ToxConfigurationException e) {
            count(golden, "(reading)", false, "", e.getMessage());
            return;
        }
        compareList(golden, project);
        golden.settings().forEach((name, settings) -> compareSettings(golden, project, name, settings));
    }

    private void compareList(Golden golden, ToxProject project) {
        List<Golden.Listed> expected = golden.listed();
        if (expected.isEmpty()) {
            return; // tox failed
        }
        List<String> expectedNames = expected.stream().map(Golden.Listed::name).toList();
        List<String> actualNames =
                project.environments().stream().map(ToxEnvironment::name).toList();
        count(golden, "(names)", expectedNames.equals(actualNames), expectedNames, actualNames);
        List<String> expectedDefault = expected.stream()
                .filter(Golden.Listed::isDefault)
                .map(Golden.Listed::name)
                .toList();
        List<String> actualDefault =
                project.defaultEnvironments().stream().map(ToxEnvironment::name).toList();
        count(golden, "(default names)", expectedDefault.equals(actualDefault), expectedDefault, actualDefault);
        for (Golden.Listed listed : expected) {
            Object actual = project.find(listed.name())
                    .map(environment -> read(golden, environment, EnvironmentKeys.DESCRIPTION))
                    .orElse("(no such environment)");
            count(golden, "(description)", listed.description().equals(actual), listed.description(), actual);
        }
    }

    private void compareSettings(Golden golden, ToxProject project, String name, Map<String, Object> settings) {
        boolean packages = !settings.containsKey("commands");
        Optional<ToxEnvironment> environment =
                packages ? Optional.of(project.packageEnvironment(name)) : project.find(name);
        if (environment.isEmpty()) {
            count(golden, "(environment)", false, name, "(no such environment)");
            return;
        }
        for (Key<?> key : EnvironmentKeys.all()) {
            Object expected = settings.get(key.name());
            if (expected == null || Golden.isUnknown(expected)) {
                continue;
            }
            Object actual = read(golden, environment.get(), key);
            boolean same = Golden.error(key.name(), expected).isPresent()
                    ? actual instanceof ToxConfigurationException
                    : Golden.agree(key.name(), expected, actual);
            count(golden, key.name(), same, name + ": " + expected, actual);
        }
    }

    /** The value as tox prints it, or the error in its place. */
    private static Object read(Golden golden, ToxEnvironment environment, Key<?> key) {
        try {
            return golden.printed(environment.get(key));
        } catch (ToxConfigurationException e) {
            return e;
        }
    }

    private void count(Golden golden, String key, boolean same, Object expected, Object actual) {
        Count count = counts.computeIfAbsent(key, unused -> new TreeMap<>())
                .computeIfAbsent(format(golden), unused -> new Count());
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

    private static String format(Golden golden) {
        return String.valueOf(golden.file().getFileName());
    }

    /** Rows are keys, columns formats: how many values agree, of how many. */
    String table() {
        List<String> formats = counts.values().stream()
                .flatMap(row -> row.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-28s", "key")
                + formats.stream().map(format -> String.format("%18s", format)).collect(Collectors.joining()));
        counts.forEach((key, row) -> lines.add(String.format("%-28s", key)
                + formats.stream()
                        .map(row::get)
                        .map(count -> count == null ? "" : count.same + "/" + count.all)
                        .map(cell -> String.format("%18s", cell))
                        .collect(Collectors.joining())));
        return String.join("\n", lines);
    }
}
