package io.github.toxmatrix.pytest;

import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;

/**
 * Told what the pytest of one command does, the moment it does it, one call at a time. Every started test finishes; a
 * {@link Outcome.Skipped} test, and one that stands for what could not be collected or found, finishes without having
 * started.
 */
public interface PytestListener {

    void started(TestCase test);

    /**
     * A test ended. A rerun test ends once, with the outcome of its last run.
     *
     * @param output what pytest captured during this test; may be empty, and is with {@code -s}
     */
    void finished(TestCase test, Outcome outcome, String output);
}
