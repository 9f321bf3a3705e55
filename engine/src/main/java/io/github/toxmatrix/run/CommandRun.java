package io.github.toxmatrix.run;

import io.github.toxmatrix.environment.Allowlist;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import io.github.toxmatrix.process.Program;
import io.github.toxmatrix.pytest.PytestBridge;
import io.github.toxmatrix.pytest.PytestEnding;
import io.github.toxmatrix.pytest.PytestNames;
import io.github.toxmatrix.pytest.PytestSession;
import io.github.toxmatrix.run.CommandReport.Verdict;
import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.text.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Runs commands in a provisioned environment and tells what came of them: by their pytest tests where they had any, else
 * by themselves.
 *
 * @param place what they find in the environment
 * @param pytest what they tell their tests by
 */
record CommandRun(Place place, Pytest pytest, ProcessScope processes, RunOptions options, Tally tally) {

    private static final int INTERRUPTED = 130;

    /**
     * Where commands run.
     *
     * @param allowlist which programs they may start
     * @param directory in which they run
     * @param variables their environment, but for what the bridge adds
     */
    record Place(Allowlist allowlist, Path directory, Map<String, String> variables) {

        Optional<Path> program(String name) {
            return Program.locate(name, directory, variables);
        }
    }

    /**
     * What every pytest of the environment shares.
     *
     * @param names given so far, each once in an environment
     * @param events the folder below which each command gets one for its events
     */
    record Pytest(PytestBridge bridge, PytestNames names, Path events) {

        Path folder(String command) {
            return events.resolve(command.replace('[', '-').replace("]", "").replace(' ', '-'));
        }

        Map<String, String> variables(Map<String, String> variables, Path folder, RunOptions options)
                throws IOException {
            return options.isSelective()
                    ? bridge.variables(variables, folder, options.selection())
                    : bridge.variables(variables, folder);
        }
    }

    /**
     * Runs one command, and again while it fails and may be tried again ({@code commands_retry}). What fails in an attempt
     * that another follows is told as ignored.
     *
     * @param id its place: {@code commands[0]}
     * @param position where its key stands
     * @param retries how often it is tried again
     */
    Verdict run(String id, Command command, SourcePosition position, int retries) throws InterruptedException {
        int attempts = command.ignoreExitCode() ? 1 : retries + 1;
        Verdict verdict = attempt(id, command, position, attempts > 1);
        for (int attempt = 2; attempt <= attempts && verdict == Verdict.FAILED; attempt++) {
            verdict = attempt(id + " attempt " + attempt, command, position, attempt < attempts);
        }
        return verdict;
    }

    private Verdict attempt(String id, Command command, SourcePosition position, boolean retried)
            throws InterruptedException {
        CommandReport report = new CommandReport(id, command, position, tally, options.limit(), retried);
        Optional<Path> refused = place.allowlist().unstartable(command.args().get(0));
        if (refused.isPresent()) {
            return report.refused(
                    refused.get() + " may not be started: it lacks the permission for it, or its volume is mounted"
                            + " noexec; name another place for environments by matrix.place then");
        }
        Optional<Path> program = place.program(command.args().get(0));
        return program.isPresent() && !place.allowlist().allows(command.args().get(0), program.get())
                ? report.refused(notAllowed(command, program.get()))
                : execute(id, command, report);
    }

    private static String notAllowed(Command command, Path program) {
        return command.args().get(0) + " is not a program of the environment (it is " + program
                + "); add it to allowlist_externals to allow it";
    }

    private Verdict execute(String id, Command command, CommandReport report) throws InterruptedException {
        report.started();
        Tail output = new Tail();
        Path folder = pytest.folder(id);
        try (PytestSession session = PytestSession.open(folder, pytest.names(), tally)) {
            ExitStatus status;
            try {
                Map<String, String> variables = pytest.variables(place.variables(), folder, options);
                status = processes.run(new ProcessRequest(command.args(), place.directory(), variables), output);
            } catch (InterruptedException e) {
                session.finish(INTERRUPTED, output.toString());
                report.interrupted(output.toString());
                throw e;
            }
            PytestEnding ending = session.finish(status.code(), output.toString());
            return report.ended(status, ending, output.toString());
        } catch (ProcessStartException | IOException e) {
            return report.couldNotRun(String.valueOf(e.getMessage()));
        }
    }
}
