package io.github.toxmatrix.result;

import java.time.Duration;
import java.util.List;

/**
 * How an environment ended.
 *
 * @param name tox's own name of it
 * @param status its outcome as a whole
 * @param passed,failed,skipped how many test cases ended so (aborted ones count as skipped)
 * @param duration wall time from the start of its provisioning to its end
 * @param exitCode that of the first command that failed it; 1 if something else did; 0 if nothing failed
 * @param failures the failed test cases, in the order in which they failed
 */
public record EnvironmentResult(
        String name,
        Status status,
        int passed,
        int failed,
        int skipped,
        Duration duration,
        int exitCode,
        List<TestCase> failures) {

    /** The outcome of an environment. */
    public enum Status {
        PASSED,
        FAILED,
        /** It failed, and {@code ignore_outcome} says that this does not matter. */
        IGNORED_FAILURE,
        SKIPPED
    }

    public EnvironmentResult {
        failures = List.copyOf(failures);
    }
}
