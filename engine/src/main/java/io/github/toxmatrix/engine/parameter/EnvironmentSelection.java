package io.github.toxmatrix.engine.parameter;

import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.text.Fnmatch;
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
public final class EnvironmentSelection {

    /** Before an item that is a name and nothing else. */
    private static final String EXACTLY = "=";

    private final ToxProject project;
    private @Nullable Map<String, ToxEnvironment> byName;
    private @Nullable Map<String, List<ToxEnvironment>> byFactor;

    public EnvironmentSelection(ToxProject project) {
        this.project = project;
    }

    /**
     * Those that the items stand for, in the order of the items, each once.
     *
     * @throws MatrixProblem if an item stands for none; the message has the nearest names
     */
    public Collection<ToxEnvironment> of(List<String> items) {
        Map<String, ToxEnvironment> wanted = new LinkedHashMap<>();
        for (String item : items) {
            List<ToxEnvironment> found = find(item);
            if (found.isEmpty()) {
                throw new MatrixProblem(unknown(item));
            }
            found.forEach(environment -> wanted.putIfAbsent(environment.name(), environment));
        }
        return List.copyOf(wanted.values());
    }

    /**
     * {@code =name} is what tox's {@code -e name} runs. Else a listed name is that environment alone, else a glob stands for
     * the listed names it matches, else a factor (or several) for all listed environments that have it, else it may be a
     * name that tox would take although it is not listed.
     */
    public List<ToxEnvironment> find(String item) {
        if (item.startsWith(EXACTLY)) {
            return project.find(item.substring(EXACTLY.length())).stream().toList();
        }
        ToxEnvironment named = byName().get(item);
        if (named != null) {
            return List.of(named);
        }
        if (isGlob(item)) {
            Pattern glob = Fnmatch.compile(item);
            return project.environments().stream()
                    .filter(environment -> glob.matcher(environment.name()).matches())
                    .toList();
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

    public String unknown(String item) {
        List<String> nearest = project.nearest(item);
        return (isGlob(item) ? "no environment matches '" : "no environment and no factor is called '") + item + "' in "
                + project.configFile()
                + (nearest.isEmpty() ? "" : "; the nearest: " + String.join(", ", new ArrayList<>(nearest)));
    }

    private static boolean isGlob(String item) {
        return item.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
    }
}
