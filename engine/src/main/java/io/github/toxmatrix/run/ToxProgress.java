package io.github.toxmatrix.run;

import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.pytest.PytestNames;
import io.github.toxmatrix.pytest.PytestSession;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.toxrun.ToxEvent;
import io.github.toxmatrix.toxrun.ToxEvent.CommandStarted;
import io.github.toxmatrix.toxrun.ToxEvent.ProcessEnded;
import io.github.toxmatrix.toxrun.ToxEvent.ProcessStarted;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes tests of what tox tells of one environment: of the steps by which it is set up, under the names that they have
 * here, and of its commands.
 */
final class ToxProgress implements Consumer<ToxEvent> {

    private static final int INTERRUPTED = 130;
    private static final String OVERDUE = "ended at the time limit of the environment";
    private static final List<Key<List<Command>>> COMMANDS = List.of(
            RunKeys.COMMANDS_PRE,
            RunKeys.COMMANDS,
            RunKeys.COMMANDS_POST,
            DependencyKeys.EXTRA_SETUP_COMMANDS,
            RunKeys.RECREATE_COMMANDS);

    private final ToxEnvironment environment;
    private final Tally tally;
    private final RunOptions options;
    private final long start = System.nanoTime();
    private final PytestNames names = new PytestNames();
    private final Map<Integer, RunningCommand> commands = new LinkedHashMap<>();
    private final Map<Integer, ProcessStarted> processes = new LinkedHashMap<>();

    private final ToxSteps steps;
    private boolean settingUp;
    private boolean commandsBegan;
    private String lastFailed = "tox could not set the environment up";
    private boolean anyFailed;
    private boolean outcomeIgnored;
    private boolean skipped;
    private OptionalInt exitCode = OptionalInt.empty();

    ToxProgress(ToxEnvironment environment, Tally tally, RunOptions options) {
        this.environment = environment;
        this.tally = tally;
        this.options = options;
        this.steps = new ToxSteps(tally, environment.position());
    }

    /** A command between its start and its end. */
    private record RunningCommand(CommandReport report, @Nullable PytestSession session) {}

    @Override
    public synchronized void accept(ToxEvent event) {
        if (event instanceof ToxEvent.SetupStarted setup) {
            settingUp = true;
            outcomeIgnored = setup.outcomeIgnored();
            if (outcomeIgnored) {
                tally.ignoreAllFailures("failed, which ignore_outcome tells to ignore");
            }
            steps.begin("create");
        } else if (event instanceof ProcessStarted process) {
            started(process);
        } else if (event instanceof ProcessEnded process) {
            ended(process);
        } else if (event instanceof ToxEvent.SetupFinished) {
            settingUp = false;
            steps.passAll();
            if (options.notest()) {
                exitCode = OptionalInt.of(0); // tox tells of no commands then
                tally.finishedAtOnce(steps.test("commands"), RunOptions.NOT_RUN, "");
            }
        } else if (event instanceof ToxEvent.SetupSkipped skip) {
            setupSkipped(skip.reason());
        } else if (event instanceof ToxEvent.SetupFailed failed) {
            setupFailed(failed.reason());
        } else if (event instanceof ToxEvent.CommandsEnded end) {
            exitCode = OptionalInt.of(end.exitCode());
        } else if (event instanceof ToxEvent.Unreadable unreadable) {
            failed("what tox told cannot all be read: " + unreadable.problem(), "");
        }
    }

    private void started(ProcessStarted process) {
        if (process.command().isPresent()) {
            steps.passAll();
            commandsBegan = true;
            commands.put(
                    process.number(),
                    startedCommand(process.id(), process.command().get()));
            return;
        }
        processes.put(process.number(), process);
        String name = stepOf(process);
        if (settingUp && (!steps.isOpen() || !(name.isEmpty() || steps.is(name)))) {
            steps.pass();
            steps.begin(name.isEmpty() ? "create" : name);
        }
    }

    /** What tox and its runners call their processes, by the step that it is here; empty for what belongs to any. */
    private String stepOf(ProcessStarted process) {
        String id = process.id();
        if (!process.environment().equals(environment.name()) || id.startsWith("install_package")) {
            return "package";
        } else if (id.equals("venv") || id.equals("venv-query")) {
            return "";
        }
        return id.startsWith("install_") ? "deps" : id;
    }

    private RunningCommand startedCommand(String id, CommandStarted command) {
        CommandReport report =
                new CommandReport(id, command.command(), position(id), tally, options.limit(), command.isTriedAgain());
        report.started();
        try {
            return new RunningCommand(report, PytestSession.open(command.events(), names, tally));
        } catch (IOException e) {
            failed("the tests of " + id + " cannot be followed: " + e, "");
            return new RunningCommand(report, null);
        }
    }

    private SourcePosition position(String id) {
        return COMMANDS.stream()
                .filter(key -> id.startsWith(key.name() + "["))
                .findFirst()
                .map(environment::position)
                .orElseGet(environment::position);
    }

    private void ended(ProcessEnded process) {
        RunningCommand command = commands.remove(process.number());
        if (command != null) {
            int code = process.exitCode().orElse(-1);
            ended(command, process.error(), new ExitStatus(code, code != 0 && isOverdue()), process.output());
            return;
        }
        ProcessStarted started = processes.remove(process.number());
        steps.print(process.output());
        if (started != null
                && (process.exitCode().orElse(0) != 0 || !process.error().isEmpty())) {
            String text = CommandText.shortened(new Command(started.args(), false, false));
            lastFailed = text
                    + (process.error().isEmpty()
                            ? " exited with code " + process.exitCode().orElse(0)
                            : ": " + process.error());
        }
    }

    /** tox gives exit codes of signals as Python does: -n. */
    private void ended(RunningCommand command, String error, ExitStatus status, String output) {
        ExitStatus exit = status.code() < 0 && !status.timedOut() ? new ExitStatus(128 - status.code(), false) : status;
        PytestSession session = command.session();
        CommandReport.Verdict verdict = !error.isEmpty() || session == null
                ? command.report().couldNotRun(error.isEmpty() ? "it cannot be followed" : error)
                : command.report().ended(exit, session.finish(exit.code(), output), output);
        anyFailed |= verdict != CommandReport.Verdict.SUCCEEDED;
    }

    private void setupSkipped(String reason) {
        settingUp = false;
        skipped = true;
        steps.end(new Outcome.Skipped(reason));
    }

    private void setupFailed(String reason) {
        settingUp = false;
        String message = isOverdue() ? OVERDUE : reason.isEmpty() ? lastFailed : reason;
        if (steps.isOpen()) {
            steps.fails(message); // which is told when tox has ended, if the environment is not set up again
        } else if (!anyFailed) {
            failed(message, "");
        }
    }

    /** Something beside the steps and the commands of the environment went wrong. */
    synchronized Status failed(String message, String output) {
        anyFailed = true;
        tally.finishedAtOnce(steps.test("tox"), Outcome.failed(Failure.of(message, output)), output);
        return Status.FAILED;
    }

    /** What failed may not tell which volume was full. */
    synchronized void lacksRoom(String message) {
        tally.finishedAtOnce(steps.test("room"), Outcome.failed(Failure.of(message, "")), "");
    }

    /** The run was given up: what was open ends with it. */
    synchronized void interrupted() {
        for (RunningCommand command : commands.values()) {
            if (command.session() != null) {
                command.session().finish(INTERRUPTED, "");
            }
            command.report().interrupted("");
        }
        commands.clear();
        steps.end(new Outcome.Aborted("interrupted"));
    }

    /** Whether tox has ended while it set the environment up, and nothing of its own has run. */
    synchronized boolean endedInSetup() {
        return steps.isOpen() && !commandsBegan && !isOverdue();
    }

    /** Whether what failed then says that a volume is full, or tox does. */
    synchronized boolean tellsOfLackOfRoom(String output) {
        return LackOfRoom.isToldIn(steps.failure().orElse("") + "\n" + steps.output() + "\n" + output);
    }

    /** tox sets the environment up once more, on disk. */
    synchronized void again(String output) {
        settingUp = false;
        processes.clear();
        exitCode = OptionalInt.empty();
        steps.again(
                "RAM had no room left (" + steps.failure().orElseGet(() -> lastLine(output)) + "): made again on disk");
    }

    /** tox has ended, and all that it told is known: what the environment came to. */
    synchronized Status ended(ExitStatus status, String output) {
        List.copyOf(commands.values()).forEach(command -> ended(command, "", unfinished(status), output));
        commands.clear();
        if (steps.isOpen()) {
            anyFailed = true;
            String printed = steps.output();
            steps.failure()
                    .ifPresentOrElse(
                            message -> steps.fail(message, printed),
                            () -> steps.fail(
                                    status.timedOut()
                                            ? OVERDUE
                                            : "tox ended during this step (exit code " + status.code() + ")",
                                    output));
        }
        if (skipped) {
            return Status.SKIPPED;
        }
        if (exitCode.isPresent() && exitCode.getAsInt() == 0 && status.isSuccess()) {
            return anyFailed ? failure() : Status.PASSED;
        }
        if (!anyFailed) {
            failed(why(status, output), output);
        }
        return failure();
    }

    /** A command that tox did not see the end of has failed, even if tox itself ended well. */
    private static ExitStatus unfinished(ExitStatus status) {
        return status.timedOut() || status.code() != 0 ? status : new ExitStatus(1, false);
    }

    private Status failure() {
        return outcomeIgnored ? Status.IGNORED_FAILURE : Status.FAILED;
    }

    private static String why(ExitStatus status, String output) {
        if (status.timedOut()) {
            return OVERDUE;
        }
        return "tox did not run the commands of this environment to their end (exit code " + status.code() + "): "
                + lastLine(output);
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, last) -> last)
                .orElse("it printed nothing");
    }

    /** tox notices that it is ended, and tells, before anything else can say that the time is over. */
    private boolean isOverdue() {
        return options.limit()
                .filter(limit -> System.nanoTime() - start >= limit.toNanos())
                .isPresent();
    }
}
