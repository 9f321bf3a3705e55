package io.github.toxmatrix.engine;

import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds environments by names, globs over names, and factors. */
final class EnvironmentSelection {

    private final ToxProject project;
    private @Nullable Map<String, ToxEnvironment> byName;
    private @Nullable Map<String, List<ToxEnvironment>> byFactor;

    EnvironmentSelection(ToxProject project) {
        this.project = project;
    }

    /**
     * Those that any of the items names, in the project's order, then those it does not list.
     *
     * @throws MatrixProblem if an item names none; the message has the nearest names
     */
    Collection<ToxEnvironment> of(List<String> items) {
        Map<String, ToxEnvironment> wanted = new LinkedHashMap<>();
        for (String item : items) {
            List<ToxEnvironment> found = find(item);
            if (found.isEmpty()) {
                throw new MatrixProblem(unknown(item));
            }
            found.forEach(environment -> wanted.putIfAbsent(environment.name(), environment));
        }
        Map<String, ToxEnvironment> ordered = new LinkedHashMap<>();
        for (ToxEnvironment environment : project.environments()) {
            if (wanted.containsKey(environment.name())) {
                ordered.put(environment.name(), environment);
            }
        }
        wanted.forEach(ordered::putIfAbsent);
        return List.copyOf(ordered.values());
    }

    /**
     * A listed name is that environment alone, else a factor (or several) stands for all that have it, else it may be a
     * name that tox would take although it is not listed.
     */
    List<ToxEnvironment> find(String item) {
        if (isGlob(item)) {
            Pattern glob = glob(item);
            return project.environments().stream()
                    .filter(environment -> glob.matcher(environment.name()).matches())
                    .toList();
        }
        ToxEnvironment named = byName().get(item);
        if (named != null) {
            return List.of(named);
        }
        List<String> factors = List.of(item.split("-", -1));
        List<ToxEnvironment> having = byFactor().getOrDefault(factors.get(0), List.of()).stream()
                .filter(environment -> environment.factors().containsAll(factors))
                .toList();
        return having.isEmpty() ? project.find(item).stream().toList() : having;
    }

    private Map<String, ToxEnvironment> byName() {
        if (byName == null) {
            byName = new HashMap<>();
            for (ToxEnvironment environment : project.environments()) {
                byName.put(environment.name(), environment);
            }
        }
        return byName;
    }

    private Map<String, List<ToxEnvironment>> byFactor() {
        if (byFactor == null) {
            byFactor = new HashMap<>();
            for (ToxEnvironment environment : project.environments()) {
                for (String factor : Set.copyOf(environment.factors())) {
                    byFactor.computeIfAbsent(factor, missing -> new ArrayList<>())
                            .add(environment);
                }
            }
        }
        return byFactor;
    }

    String unknown(String item) {
        List<String> nearest = project.nearest(item);
        return (isGlob(item) ? "no environment matches '" : "no environment and no factor is called '") + item + "' in "
                + project.configFile()
                + (nearest.isEmpty() ? "" : "; the nearest: " + String.join(", ", new ArrayList<>(nearest)));
    }

    private static boolean isGlob(String item) {
        return item.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
    }

    /** {@code *}, {@code ?} and {@code [abc]}, {@code [!abc]}, as Python's fnmatch has them. */
    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? glob.indexOf(']', i + 2) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (end > 0) {
                String set = glob.substring(i + 1, end)
                        .replace("\\", "\\\\")
                        .replace("[", "\\[")
                        .replace("&", "\\&");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
