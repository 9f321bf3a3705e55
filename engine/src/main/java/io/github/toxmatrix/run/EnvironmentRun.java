package io.github.toxmatrix.run;

import io.github.toxmatrix.environment.Allowlist;
import io.github.toxmatrix.environment.Environments;
import io.github.toxmatrix.environment.Provisioned;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.process.Grace;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.pytest.PytestBridge;
import io.github.toxmatrix.pytest.PytestNames;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.run.CommandReport.Verdict;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.text.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One environment, run as tox runs it ({@code tox/session/cmd/run/single.py}).
 *
 * <p>Where tox would ignore a failure ({@code ignore_outcome}, a command with the prefix {@code -}), the listener hears of
 * an aborted test instead of a failed one.
 */
public final class EnvironmentRun {

    private final ToxEnvironment environment;
    private final Environments environments;
    private final Processes processes;
    private final RunOptions options;

    /**
     * @param environments makes the Python environment
     * @param processes of the run; this environment gets a scope of its own in it
     */
    public EnvironmentRun(
            ToxEnvironment environment, Environments environments, Processes processes, RunOptions options) {
        this.environment = environment;
        this.environments = environments;
        this.processes = processes;
        this.options = options;
    }

    /**
     * Provisions the environment, runs its commands and discards it. What goes wrong is told to the listener as a failed test, a
     * configuration that cannot be read included.
     *
     * @param listener told on the calling thread or on a thread that reads events, never on two at once
     * @throws InterruptedException if the thread was interrupted; every process of the environment has been ended then
     */
    public EnvironmentResult run(RunListener listener) throws InterruptedException {
        Tally tally = new Tally(listener);
        boolean ignored = false;
        Status status;
        List<SharedChange> changes = List.of();
        try (ProcessScope scope = processes.scope(environment.name(), options.limit(), grace())) {
            ignored = environment.get(RunKeys.IGNORE_OUTCOME);
            if (ignored) {
                tally.ignoreAllFailures("failed, which ignore_outcome tells to ignore");
            }
            status = provisionAndRun(scope, tally);
        } catch (ToxConfigurationException e) {
            status = fail(tally, "configuration", String.valueOf(e.getMessage()));
        } finally {
            changes = environments.changes(environment);
            environments.discard(environment);
        }
        for (SharedChange change : changes) {
            status = tell(change, tally, status);
        }
        return tally.result(environment.name(), status == Status.FAILED && ignored ? Status.IGNORED_FAILURE : status);
    }

    /** An environment whose files others may have changed has not passed. */
    private Status tell(SharedChange change, Tally tally, Status status) {
        if (change.spread()) {
            return fail(tally, "shared files", change.message());
        }
        tally.finishedAtOnce(step("shared files"), new Outcome.Aborted(change.message()), "");
        return status;
    }

    private Grace grace() {
        return Grace.ofSeconds(
                environment.get(EnvironmentKeys.SUICIDE_TIMEOUT),
                environment.get(EnvironmentKeys.INTERRUPT_TIMEOUT),
                environment.get(EnvironmentKeys.TERMINATE_TIMEOUT));
    }

    private Status provisionAndRun(ProcessScope scope, Tally tally) throws InterruptedException {
        int before = tally.count();
        Provisioned provisioned = environments.provision(environment, scope, new Steps(tally));
        if (provisioned instanceof Provisioned.Ready ready) {
            Status status = runCommands(ready.environment(), scope, tally);
            return status == Status.FAILED ? nameFullVolume(tally) : status;
        }
        if (provisioned instanceof Provisioned.Skipped skipped) {
            if (tally.count() == before) {
                tally.finished(step("create"), new Outcome.Skipped(skipped.reason()), "");
            }
            return Status.SKIPPED;
        }
        return tally.hasUnsuccessful()
                ? Status.FAILED
                : fail(tally, "create", ((Provisioned.Failed) provisioned).reason());
    }

    /** What failed may not tell which volume was full, and the user has to do something about that and not about a test. */
    private Status nameFullVolume(Tally tally) {
        environments
                .lackOfRoom(environment, tally.tellsOfLackOfRoom())
                .ifPresent(message -> fail(tally, "room", message));
        return Status.FAILED;
    }

    private Status runCommands(PythonEnvironment python, ProcessScope scope, Tally tally) throws InterruptedException {
        CommandRun commands;
        try {
            commands = commands(python, scope, tally);
        } catch (IOException e) {
            return fail(tally, "commands", "cannot prepare for commands: " + e);
        }
        boolean ignoreErrors = environment.get(RunKeys.IGNORE_ERRORS);
        // tox/tox_env/python/runner.py: a part of the setup, without commands_retry and commands_post
        Verdict setup = runAll(DependencyKeys.EXTRA_SETUP_COMMANDS, commands, ignoreErrors, 0);
        if (setup != Verdict.SUCCEEDED && (setup != Verdict.FAILED || !ignoreErrors)) {
            return Status.FAILED;
        }
        if (options.notest()) {
            tally.finishedAtOnce(step("commands"), RunOptions.NOT_RUN, "");
            return setup == Verdict.SUCCEEDED ? Status.PASSED : Status.FAILED;
        }
        Verdict verdict = runAll(RunKeys.COMMANDS_PRE, commands, ignoreErrors);
        if (verdict == Verdict.SUCCEEDED || (verdict == Verdict.FAILED && ignoreErrors)) {
            verdict = worse(verdict, runAll(RunKeys.COMMANDS, commands, ignoreErrors));
        }
        if (verdict != Verdict.TIMED_OUT) {
            verdict = worse(verdict, runAll(RunKeys.COMMANDS_POST, commands, ignoreErrors));
        }
        return verdict == Verdict.SUCCEEDED ? Status.PASSED : Status.FAILED;
    }

    /** Prepared to be run. */
    private CommandRun commands(PythonEnvironment python, ProcessScope scope, Tally tally) throws IOException {
        Path folder = python.directory().resolve(".tox-matrix");
        Path directory = Files.createDirectories(environment.get(RunKeys.CHANGE_DIR));
        PytestBridge bridge = PytestBridge.unpack(folder.resolve("plugin"));
        // For commands whose Python ignores PYTHONPATH (-E, -I).
        Files.writeString(python.sitePackages().resolve("tox_matrix_pytest.pth"), bridge.folder() + "\n");
        return new CommandRun(
                new CommandRun.Place(
                        new Allowlist(python.scripts(), environment.get(EnvironmentKeys.ALLOWLIST_EXTERNALS)),
                        directory,
                        python.variables()),
                new CommandRun.Pytest(bridge, new PytestNames(), folder.resolve("events")),
                scope,
                options,
                tally);
    }

    private Verdict runAll(Key<List<Command>> key, CommandRun commands, boolean ignoreErrors)
            throws InterruptedException {
        int retries = environment.get(RunKeys.COMMANDS_RETRY);
        return runAll(key, commands, ignoreErrors, retries);
    }

    private Verdict runAll(Key<List<Command>> key, CommandRun commands, boolean ignoreErrors, int retries)
            throws InterruptedException {
        Verdict verdict = Verdict.SUCCEEDED;
        int at = 0;
        for (Command command : environment.get(key)) {
            Verdict one = commands.run(key.name() + "[" + at++ + "]", command, environment.position(key), retries);
            verdict = worse(verdict, one);
            if (one != Verdict.SUCCEEDED && (one != Verdict.FAILED || !ignoreErrors)) {
                break;
            }
        }
        return verdict;
    }

    private static Verdict worse(Verdict one, Verdict other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Status fail(Tally tally, String step, String message) {
        tally.finishedAtOnce(step(step), Outcome.failed(Failure.of(message, "")), "");
        return Status.FAILED;
    }

    private TestCase step(String name) {
        return TestCase.ofStep(name, environment.position());
    }

    /** Tells the steps of the provisioning as tests. */
    private final class Steps implements ProvisionListener {

        private final Tally tally;

        Steps(Tally tally) {
            this.tally = tally;
        }

        @Override
        public void started(String step) {
            tally.started(step(step));
        }

        @Override
        public void finished(String step, Outcome outcome, String output) {
            tally.finished(step(step), outcome, output);
        }
    }
}
