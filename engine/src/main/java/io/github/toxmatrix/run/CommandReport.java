package io.github.toxmatrix.run;

import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.pytest.PytestEnding;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.text.Command;
import java.time.Duration;
import java.util.Optional;

/** Tells what came of one command: by its pytest tests where it had any, else by itself. Used once. */
final class CommandReport {

    /** How a command ended for those after it. */
    enum Verdict {
        SUCCEEDED,
        FAILED,
        /** Nothing more may run, whatever {@code ignore_errors} says. */
        FATAL,
        /** Nothing more can run, {@code commands_post} neither. */
        TIMED_OUT
    }

    private final Command command;
    private final Tally tally;
    private final Optional<Duration> limit;
    private final Optional<String> tolerance;
    private final TestCase itself;
    private final boolean triedAgain;
    private final boolean told;

    /**
     * @param id its place: {@code commands[0]}
     * @param position where its key stands
     * @param limit how long the environment may take
     */
    CommandReport(String id, Command command, SourcePosition position, Tally tally, Optional<Duration> limit) {
        this(id, command, position, tally, limit, false);
    }

    /** @param triedAgain whether the command will be run again if it fails, so that the failure does not count */
    CommandReport(
            String id,
            Command command,
            SourcePosition position,
            Tally tally,
            Optional<Duration> limit,
            boolean triedAgain) {
        this.command = command;
        this.tally = tally;
        this.limit = limit;
        this.triedAgain = triedAgain;
        this.tolerance = tolerance(command, triedAgain);
        this.itself = new TestCase(
                TestCase.Kind.COMMAND, "", id + " " + CommandText.shortened(command), Optional.of(position));
        // A test that was started cannot be withdrawn, so a command whose tests will speak for it is not.
        this.told = !CommandText.mentionsPytest(command);
    }

    /** The process is about to start. */
    void started() {
        tally.ignoreFailures(tolerance);
        if (told) {
            tally.started(itself);
        }
    }

    private static Optional<String> tolerance(Command command, boolean triedAgain) {
        if (triedAgain) {
            return Optional.of("failed, and commands_retry tells to try again");
        } else if (command.ignoreExitCode()) {
            return Optional.of("failed, which the prefix - of the command tells to ignore");
        }
        return command.invertExitCode()
                ? Optional.of("failed, which the prefix ! of the command expects")
                : Optional.empty();
    }

    /** It may not run. To be told instead of everything else. */
    Verdict refused(String why) {
        tally.finishedAtOnce(itself, Outcome.failed(Failure.of(why, "")), "");
        return Verdict.FATAL;
    }

    /** The run ends while the process runs. */
    void interrupted(String output) {
        if (told) {
            tally.finished(itself, Outcome.failed(Failure.of("interrupted", "")), output);
        }
        tally.ignoreFailures(Optional.empty());
    }

    /** The process could not be started, or not be followed. */
    Verdict couldNotRun(String why) {
        if (command.invertExitCode() && !triedAgain) {
            tally.ignoreFailures(Optional.empty());
        }
        finish(Outcome.failed(Failure.of(why, "")), "");
        return command.ignoreExitCode() ? Verdict.SUCCEEDED : Verdict.FAILED;
    }

    /**
     * The process has ended.
     *
     * @param ending of the pytest that it may have been
     */
    Verdict ended(ExitStatus status, PytestEnding ending, String output) {
        Optional<Failure> failure = failure(status, ending, output);
        if (status.timedOut() || (command.invertExitCode() && !triedAgain)) {
            tally.ignoreFailures(Optional.empty());
        }
        if (told || !ending.seen() || failure.isPresent()) {
            finish(failure.map(Outcome::failed).orElseGet(Outcome::passed), output);
        }
        tally.ignoreFailures(Optional.empty());
        if (status.timedOut()) {
            return Verdict.TIMED_OUT;
        }
        boolean good = status.isSuccess() != command.invertExitCode();
        if (command.ignoreExitCode() || (good && failure.isEmpty())) {
            return Verdict.SUCCEEDED;
        }
        tally.failedWith(status.code());
        return Verdict.FAILED;
    }

    private void finish(Outcome outcome, String output) {
        if (!told) {
            tally.started(itself);
        }
        tally.finished(itself, outcome, output);
        tally.ignoreFailures(Optional.empty());
    }

    /** What the command itself has to say; nothing if it succeeded or its failed tests say it all. */
    private Optional<Failure> failure(ExitStatus status, PytestEnding ending, String output) {
        String text = CommandText.shortened(command);
        if (status.timedOut()) {
            String time = limit.map(most -> " of " + most.toSeconds() + " s").orElse("");
            return Optional.of(
                    Failure.of(text + " was ended at the time limit" + time + " of its environment", output));
        }
        if (command.invertExitCode()) {
            return status.isSuccess()
                    ? Optional.of(Failure.of(text + " succeeded, but its prefix ! says that it has to fail", output))
                    : Optional.empty();
        }
        if (ending.problem().isPresent()) { // also of a pytest that succeeded: tests that did not run are not green
            return ending.problem();
        }
        if (status.isSuccess() || (ending.seen() && ending.failed() > 0)) {
            return Optional.empty();
        }
        String signal = status.code() > 128 ? " (signal " + (status.code() - 128) + ")" : "";
        return Optional.of(Failure.of(text + " exited with code " + status.code() + signal, output));
    }
}
