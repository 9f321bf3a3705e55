package io.github.toxmatrix.result;

import java.util.List;

/**
 * Environments of a run that had the same interpreter, distributions and options.
 *
 * @param names at least two, in the order of the run
 * @param sameWork whether they also did the same in it
 */
public record SameEnvironments(List<String> names, boolean sameWork) {

    public SameEnvironments {
        names = List.copyOf(names);
    }
}
