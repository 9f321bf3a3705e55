package io.github.toxmatrix.run;

import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.pytest.PytestListener;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Counts what is told to a listener. A failure that the configuration tells to ignore reaches the listener as aborted, so
 * that a build which tox would call green is green.
 */
final class Tally implements PytestListener {

    private final RunListener listener;
    private final List<TestCase> failures = new ArrayList<>();
    private final long start = System.nanoTime();
    private Optional<String> ignoring = Optional.empty();
    private Optional<String> ignoringAll = Optional.empty();
    private boolean unsuccessful;
    private boolean roomRanOut;
    private int passed;
    private int skipped;
    private int exitCode;

    Tally(RunListener listener) {
        this.listener = listener;
    }

    /** Whatever fails in this environment is ignored, for this reason. */
    synchronized void ignoreAllFailures(String reason) {
        ignoringAll = Optional.of(reason);
    }

    /** Whether something failed, ignored or not. */
    synchronized boolean hasUnsuccessful() {
        return unsuccessful;
    }

    /** Whether a failure says that a volume is full. */
    synchronized boolean tellsOfLackOfRoom() {
        return roomRanOut;
    }

    /** From now on failures are ignored, for this reason; or again not. */
    synchronized void ignoreFailures(Optional<String> reason) {
        ignoring = reason;
    }

    @Override
    public synchronized void started(TestCase test) {
        listener.started(test);
    }

    @Override
    public synchronized void finished(TestCase test, Outcome outcome, String output) {
        Outcome told = outcome;
        if (outcome instanceof Outcome.Failed failed) {
            unsuccessful = true;
            roomRanOut |= LackOfRoom.isToldIn(text(failed)) || LackOfRoom.isToldIn(output);
            told = ignoring.or(() -> ignoringAll)
                    .<Outcome>map(reason -> new Outcome.Aborted(reason + ": " + text(failed)))
                    .orElse(outcome);
        }
        if (told instanceof Outcome.Passed) {
            passed++;
        } else if (told instanceof Outcome.Failed) {
            failures.add(test);
        } else {
            skipped++;
        }
        listener.finished(test, told, output);
    }

    /** A test that has no time of its own. */
    void finishedAtOnce(TestCase test, Outcome outcome, String output) {
        if (!(outcome instanceof Outcome.Skipped)) {
            started(test);
        }
        finished(test, outcome, output);
    }

    private static String text(Outcome.Failed failed) {
        Failure first = failed.failures().get(0);
        return first.trace().isEmpty() ? first.message() : first.message() + "\n" + first.trace();
    }

    /** A command failed the environment. The first one is what it fails with, as in tox. */
    synchronized void failedWith(int code) {
        exitCode = exitCode == 0 ? code : exitCode;
    }

    synchronized int count() {
        return passed + skipped + failures.size();
    }

    /** A test that failed fails its environment, though the command that ran it may have ended well. */
    synchronized EnvironmentResult result(String name, Status status) {
        Status told = status == Status.PASSED && !failures.isEmpty() ? Status.FAILED : status;
        boolean failed = told == Status.FAILED || told == Status.IGNORED_FAILURE;
        return new EnvironmentResult(
                name,
                told,
                passed,
                failures.size(),
                skipped,
                Duration.ofNanos(System.nanoTime() - start),
                failed ? Math.max(exitCode, 1) : 0,
                failures);
    }
}
