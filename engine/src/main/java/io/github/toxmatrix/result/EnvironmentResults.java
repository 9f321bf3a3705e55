package io.github.toxmatrix.result;

import java.util.ArrayList;
import java.util.List;

/** The results of a run, in the order in which its environments ended. Safe for many threads. */
public final class EnvironmentResults {

    private final List<EnvironmentResult> results = new ArrayList<>();

    public synchronized void add(EnvironmentResult result) {
        results.add(result);
    }

    public synchronized List<EnvironmentResult> all() {
        return List.copyOf(results);
    }
}
