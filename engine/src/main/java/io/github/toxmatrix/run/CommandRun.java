package io.github.toxmatrix.run;

import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import io.github.toxmatrix.process.Program;
import io.github.toxmatrix.pytest.PytestBridge;
import io.github.toxmatrix.pytest.PytestEnding;
import io.github.toxmatrix.pytest.PytestNames;
import io.github.toxmatrix.pytest.PytestSession;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.tox.Command;
import io.github.toxmatrix.tox.SourcePosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs commands in a provisioned environment and tells what came of them: by their pytest tests where they had any, else
 * by themselves.
 *
 * @param events the folder below which each command gets one for its events
 */
record CommandRun(
        Allowlist allowlist,
        Path directory,
        Map<String, String> variables,
        PytestBridge bridge,
        Path events,
        PytestNames names,
        ProcessScope processes,
        RunOptions options,
        Tally tally) {

    private static final int INTERRUPTED = 130;

    /** How a command ended for those after it. */
    enum Verdict {
        SUCCEEDED,
        FAILED,
        /** Nothing more may run, whatever {@code ignore_errors} says. */
        FATAL,
        /** Nothing more can run, {@code commands_post} neither. */
        TIMED_OUT
    }

    /**
     * Runs one command.
     *
     * @param id its place: {@code commands[0]}
     * @param position where its key stands
     */
    Verdict run(String id, Command command, SourcePosition position) throws InterruptedException {
        TestCase itself = new TestCase(
                TestCase.Kind.COMMAND, "", id + " " + CommandText.shortened(command), Optional.of(position));
        Optional<Path> program = Program.locate(command.args().get(0), directory, variables);
        if (program.isPresent() && !allowlist.allows(command.args().get(0), program.get())) {
            tally.finishedAtOnce(itself, Outcome.failed(notAllowed(command, program.get())), "");
            return Verdict.FATAL;
        }
        Optional<String> ignoring = tolerance(command);
        ignoring.ifPresent(reason -> tally.ignoreFailures(Optional.of(reason)));
        try {
            return execute(id, command, itself);
        } finally {
            if (ignoring.isPresent()) {
                tally.ignoreFailures(Optional.empty());
            }
        }
    }

    private static Optional<String> tolerance(Command command) {
        if (command.ignoreExitCode()) {
            return Optional.of("failed, which the prefix - of the command tells to ignore");
        }
        return command.invertExitCode()
                ? Optional.of("failed, which the prefix ! of the command expects")
                : Optional.empty();
    }

    private Failure notAllowed(Command command, Path program) {
        String name = command.args().get(0);
        return Failure.of(
                name + " is not a program of the environment (it is " + program
                        + "); add it to allowlist_externals to allow it",
                "");
    }

    private Verdict execute(String id, Command command, TestCase itself) throws InterruptedException {
        // A test that was started cannot be withdrawn, so a command whose tests will speak for it is not.
        boolean told = !CommandText.mentionsPytest(command);
        if (told) {
            tally.started(itself);
        }
        Tail output = new Tail();
        Path folder = events.resolve(id.replace('[', '-').replace("]", ""));
        try (PytestSession session = PytestSession.open(folder, names, tally)) {
            ExitStatus status;
            try {
                status = processes.run(new ProcessRequest(command.args(), directory, bridged(folder)), output);
            } catch (InterruptedException e) {
                session.finish(INTERRUPTED, output.toString());
                if (told) {
                    tally.finished(itself, Outcome.failed(Failure.of("interrupted", "")), output.toString());
                }
                throw e;
            }
            PytestEnding ending = session.finish(status.code(), output.toString());
            return conclude(command, itself, told, status, ending, output.toString());
        } catch (ProcessStartException | IOException e) {
            return couldNotRun(command, itself, told, e);
        }
    }

    private Map<String, String> bridged(Path folder) throws IOException {
        if (!options.isSelective()) {
            return bridge.variables(variables, folder);
        }
        List<String> selection = Stream.concat(options.files().stream(), options.nodeIds().stream())
                .toList();
        return bridge.variables(variables, folder, selection);
    }

    private Verdict couldNotRun(Command command, TestCase itself, boolean told, Exception cause) {
        if (!told) {
            tally.started(itself);
        }
        if (command.invertExitCode()) {
            tally.ignoreFailures(Optional.empty());
        }
        String message = String.valueOf(cause.getMessage());
        tally.finished(itself, Outcome.failed(Failure.of(message, "")), "");
        return command.ignoreExitCode() ? Verdict.SUCCEEDED : Verdict.FAILED;
    }

    private Verdict conclude(
            Command command, TestCase itself, boolean told, ExitStatus status, PytestEnding ending, String output) {
        Optional<Failure> failure = failure(command, status, ending, output);
        if (status.timedOut() || command.invertExitCode()) {
            tally.ignoreFailures(Optional.empty());
        }
        if (told || !ending.seen() || failure.isPresent()) {
            if (!told) {
                tally.started(itself);
            }
            Outcome outcome = failure.map(Outcome::failed).orElseGet(Outcome::passed);
            tally.finished(itself, outcome, output);
        }
        if (status.timedOut()) {
            return Verdict.TIMED_OUT;
        }
        return command.ignoreExitCode() || status.isSuccess() != command.invertExitCode()
                ? Verdict.SUCCEEDED
                : Verdict.FAILED;
    }

    /** What the command itself has to say; nothing if it succeeded or its failed tests say it all. */
    private Optional<Failure> failure(Command command, ExitStatus status, PytestEnding ending, String output) {
        String text = CommandText.shortened(command);
        if (status.timedOut()) {
            String limit = options.limit()
                    .map(time -> " of " + time.toSeconds() + " s")
                    .orElse("");
            return Optional.of(
                    Failure.of(text + " was ended at the time limit" + limit + " of its environment", output));
        }
        if (command.invertExitCode()) {
            return status.isSuccess()
                    ? Optional.of(Failure.of(text + " succeeded, but its prefix ! says that it has to fail", output))
                    : Optional.empty();
        }
        if (status.isSuccess()) {
            return Optional.empty();
        }
        if (ending.problem().isPresent()) {
            return ending.problem();
        }
        if (ending.seen() && ending.failed() > 0) {
            return Optional.empty();
        }
        String signal = status.code() > 128 ? " (signal " + (status.code() - 128) + ")" : "";
        return Optional.of(Failure.of(text + " exited with code " + status.code() + signal, output));
    }
}
