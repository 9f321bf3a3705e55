package io.github.toxmatrix.resolution;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the environments of a run had, by their names. */
public record RunPins(SortedMap<String, EnvironmentPins> environments) {

    public RunPins {
        environments = Collections.unmodifiableSortedMap(new TreeMap<>(environments));
    }

    public static RunPins of(Map<String, EnvironmentPins> environments) {
        return new RunPins(new TreeMap<>(environments));
    }

    /**
     * Both, as of two shards.
     *
     * @throws IllegalArgumentException if an environment had something else in the other; the message names it
     */
    public RunPins with(RunPins other) {
        SortedMap<String, EnvironmentPins> all = new TreeMap<>(environments);
        other.environments.forEach((name, pins) -> {
            EnvironmentPins present = all.putIfAbsent(name, pins);
            if (present != null && !present.equals(pins)) {
                throw new IllegalArgumentException("environment " + name + " is in both, and not the same");
            }
        });
        return new RunPins(all);
    }
}
