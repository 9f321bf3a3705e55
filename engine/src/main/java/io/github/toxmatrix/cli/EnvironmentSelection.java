package io.github.toxmatrix.cli;

import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which environments a command is about ({@code tox/session/env_select.py}). */
final class EnvironmentSelection {

    private static final String ALL = "ALL";

    private EnvironmentSelection() {}

    /**
     * Those that {@code -e} names, in its order; the default ones if it names none.
     *
     * @param values of {@code -e}, each with one or more names separated by commas
     * @throws HandledException if there is no such environment; it names those that are near
     */
    static List<ToxEnvironment> byName(ToxProject project, List<String> values) {
        List<String> names =
                values.stream().flatMap(EnvironmentSelection::split).toList();
        if (names.isEmpty()) {
            return project.defaultEnvironments();
        }
        if (names.contains(ALL)) {
            return project.environments();
        }
        Map<String, ToxEnvironment> found = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            Optional<ToxEnvironment> environment = project.find(name);
            environment.ifPresent(one -> found.put(one.name(), one));
            if (environment.isEmpty()) {
                unknown.add(name
                        + project.nearest(name).stream()
                                .findFirst()
                                .map(near -> " - did you mean " + near + "?")
                                .orElse(""));
            }
        }
        if (!unknown.isEmpty()) {
            throw new HandledException(
                    "provided environments not found in configuration file:\n" + String.join("\n", unknown));
        }
        return List.copyOf(found.values());
    }

    /**
     * Those that have all factors of one group at least.
     *
     * @param groups one for each {@code -f}: factors, also several joined by dashes
     */
    static List<ToxEnvironment> byFactors(ToxProject project, List<List<String>> groups) {
        List<List<String>> factors = groups.stream()
                .map(group -> group.stream()
                        .flatMap(factor -> Stream.of(factor.split("-", -1)))
                        .toList())
                .toList();
        return project.environments().stream()
                .filter(environment -> factors.stream().anyMatch(environment.factors()::containsAll))
                .toList();
    }

    private static Stream<String> split(String value) {
        return Stream.of(value.split(",")).map(String::strip).filter(name -> !name.isEmpty());
    }
}
