package io.github.toxmatrix.pytest;

import io.github.toxmatrix.result.Failure;
import java.util.Optional;

/**
 * What is to be said about a command once its process has ended and its tests are reported.
 *
 * @param seen whether any pytest spoke; if not, the command itself is the one test and its exit code the outcome
 * @param tests how many tests were reported, whatever their outcome
 * @param failed how many of them failed
 * @param problem what is wrong and no reported test says: a crash with the number of collected tests that did not run,
 *     a usage or internal error, an interruption, no tests (exit code 5), another exit code than 0 though no test
 *     failed (a coverage threshold). To be reported as a failure of the command, unless its exit code is ignored
 */
public record PytestEnding(boolean seen, int tests, int failed, Optional<Failure> problem) {}
