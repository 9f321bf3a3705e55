package io.github.toxmatrix.pytest;

import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;

/** Counts the tests on their way to a listener. */
final class Tally implements PytestListener {

    private final PytestListener listener;
    private int tests;
    private int failed;

    Tally(PytestListener listener) {
        this.listener = listener;
    }

    @Override
    public void started(TestCase test) {
        listener.started(test);
    }

    @Override
    public void finished(TestCase test, Outcome outcome, String output) {
        tests++;
        failed += outcome instanceof Outcome.Failed ? 1 : 0;
        listener.finished(test, outcome, output);
    }

    int tests() {
        return tests;
    }

    int failed() {
        return failed;
    }
}
