package io.github.toxmatrix.run;

import io.github.toxmatrix.result.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a caller asks of the run of one environment.
 *
 * @param limit how long it may take, provisioning included
 * @param notest whether nothing is run in it: it is made, and that is all
 * @param files the test files to run, as pytest node ids name them ({@code tests/test_a.py}); of these, all tests
 * @param nodeIds the single pytest tests to run, as whole node ids; with both sets empty, everything runs
 */
public record RunOptions(Optional<Duration> limit, boolean notest, Set<String> files, Set<String> nodeIds) {

    /** Everything, without a limit. */
    public static final RunOptions ALL = new RunOptions(Optional.empty(), false, Set.of(), Set.of());

    /** How commands end that are left out. */
    static final Outcome NOT_RUN = new Outcome.Skipped("commands are not run (notest)");

    public RunOptions {
        files = Set.copyOf(files);
        nodeIds = Set.copyOf(nodeIds);
    }

    /** The files and tests that were asked for. */
    List<String> selection() {
        return Stream.concat(files.stream(), nodeIds.stream()).toList();
    }

    /** Whether only some tests were asked for. */
    public boolean isSelective() {
        return !files.isEmpty() || !nodeIds.isEmpty();
    }
}
