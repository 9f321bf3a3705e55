package io.github.toxmatrix.run;

import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;

/**
 * Told what happens in one environment, the moment it happens, one call at a time. Every started test finishes; a
 * {@link Outcome.Skipped} test finishes without having started.
 */
public interface RunListener {

    void started(TestCase test);

    /**
     * A test ended.
     *
     * @param output what belongs to this test of what was printed; may be empty
     */
    void finished(TestCase test, Outcome outcome, String output);
}
