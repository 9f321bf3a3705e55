package io.github.toxmatrix.result;

import java.util.List;

/** How a test case ended. */
public sealed interface Outcome {

    /**
     * @param note what a reader should know although it passed, such as the reason of an xpass; usually empty
     */
    record Passed(String note) implements Outcome {}

    /**
     * @param failures at least one; the first is the cause, the others came after it (a teardown that failed too)
     */
    record Failed(List<Failure> failures) implements Outcome {
        public Failed {
            failures = List.copyOf(failures);
        }
    }

    /** Started and then given up for a reason: a skip at run time, an expected failure. */
    record Aborted(String reason) implements Outcome {}

    /** Never started. */
    record Skipped(String reason) implements Outcome {}

    /** A pass with nothing to add. */
    static Outcome passed() {
        return new Passed("");
    }

    /** One failure. */
    static Outcome failed(Failure failure) {
        return new Failed(List.of(failure));
    }
}
