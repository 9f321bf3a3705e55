package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.Eligibility.SkipException;
import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.InstallOptions;
import io.github.toxmatrix.environment.pin.PinRecord;
import io.github.toxmatrix.environment.pin.RepeatedPins;
import io.github.toxmatrix.environment.place.Volume;
import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.MissingInterpreterException;
import io.github.toxmatrix.environment.step.OutdatedPinsException;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.environment.step.ProvisionSteps;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** The making of one environment, step by step. */
final class Provisioning {

    private final VirtualEnvironments shared;
    private final ToxEnvironment environment;
    private final ProcessScope processes;
    private final ProvisionSteps steps;
    private final PinRecord record;
    private final Set<String> outdated = new HashSet<>();
    private Optional<RepeatedPins> given = Optional.empty();
    private boolean cleared;

    Provisioning(
            VirtualEnvironments shared,
            ToxEnvironment environment,
            ProcessScope processes,
            ProvisionListener listener) {
        this.shared = shared;
        this.environment = environment;
        this.processes = processes;
        this.steps = new ProvisionSteps(listener);
        this.record = shared.newRecord();
    }

    /** An environment without anything in it, and what is to come. */
    private record Empty(OpenEnvironment open, List<String> dependencies, String kind) {

        PythonEnvironment environment() {
            return open.environment();
        }
    }

    /** Does a step; what installers print goes to the output. */
    @FunctionalInterface
    private interface Step<T> {
        T run(StringBuilder output) throws ProvisionException, SkipException, IOException, InterruptedException;
    }

    /** The environment is to be made again: on disk, as RAM had no room for it, or of other versions. */
    private static final class AgainException extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean onDisk;

        AgainException(String message, boolean onDisk) {
            super(message);
            this.onDisk = onDisk;
        }
    }

    /** A step failed, and the listener knows. */
    private static final class StepFailure extends Exception {

        private static final long serialVersionUID = 1L;

        StepFailure(String message) {
            super(message);
        }
    }

    Provisioned run() throws InterruptedException {
        try {
            while (true) {
                try {
                    return make();
                } catch (AgainException again) {
                    clear(again);
                }
            }
        } catch (SkipException skipped) {
            return new Provisioned.Skipped(String.valueOf(skipped.getMessage()));
        } catch (StepFailure failed) {
            return new Provisioned.Failed(String.valueOf(failed.getMessage()));
        }
    }

    private Provisioned make() throws StepFailure, SkipException, AgainException, InterruptedException {
        Empty empty = step("create", this::create);
        InstallOptions wanted = shared.options().install();
        if (wanted.skipEnvironment()) {
            steps.skipped("deps", wanted.withoutDependencies());
        } else if (!empty.dependencies().isEmpty() || given.isPresent()) {
            step("deps", output -> installDependencies(empty, output));
        }
        if (empty.kind().equals("skip")) {
            return ready(empty.environment());
        }
        Optional<String> without = wanted.withoutPackage();
        if (without.isPresent()) {
            steps.skipped("package", without.get());
            return ready(empty.environment());
        }
        Optional<Path> built = step(
                "package", output -> shared.projectPackage().install(empty.kind(), empty.open(), processes, output));
        return ready(built.map(file -> withPackage(empty.environment(), file)).orElse(empty.environment()));
    }

    private Provisioned ready(PythonEnvironment made)
            throws StepFailure, SkipException, AgainException, InterruptedException {
        if (given.isPresent()) {
            step("pins", output -> given.get().check(record.pins(), output));
        }
        try {
            shared.record(environment.name(), record.pins());
        } catch (IOException unreadable) {
            throw stepFailure("cannot read what is installed: " + unreadable, "");
        }
        return new Provisioned.Ready(made);
    }

    private <T> T step(String name, Step<T> step)
            throws StepFailure, SkipException, AgainException, InterruptedException {
        steps.started(name);
        StringBuilder output = new StringBuilder();
        try {
            T result = step.run(output);
            steps.passed(name, record.news(), output.toString());
            return result;
        } catch (SkipException skipped) {
            steps.finished(new Outcome.Skipped(String.valueOf(skipped.getMessage())), output.toString());
            throw skipped;
        } catch (MissingInterpreterException missing) {
            throw skipOrFail(missing, output.toString());
        } catch (ProvisionException failed) {
            throw failure(failed, String.valueOf(failed.getMessage()), output + failed.output());
        } catch (IOException | UncheckedIOException failed) {
            throw failure(failed, failed.toString(), output.toString());
        } catch (ToxConfigurationException failed) {
            throw stepFailure(String.valueOf(failed.getMessage()), output.toString());
        } catch (InterruptedException | CancellationException interrupted) {
            steps.finished(new Outcome.Aborted("interrupted"), output.toString());
            throw new InterruptedException("interrupted while " + environment.name() + " was made: " + name);
        }
    }

    private StepFailure skipOrFail(MissingInterpreterException missing, String output) throws SkipException {
        if (!skipsMissingInterpreters()) {
            return stepFailure(String.valueOf(missing.getMessage()), output);
        }
        steps.finished(new Outcome.Skipped(missing.skipped()), output);
        throw new SkipException(missing.skipped());
    }

    private boolean skipsMissingInterpreters() {
        return shared.options()
                .skipMissingInterpreters()
                .orElseGet(() -> environment.get(PythonKeys.SKIP_MISSING_INTERPRETERS));
    }

    /**
     * Where room ran out, the environment can be made again on disk, or the failure names the place that is full; where pins were
     * outdated, it can be made of those that were found instead.
     */
    private StepFailure failure(Exception failed, String message, String output) throws AgainException {
        if (OutdatedPinsException.isCauseOf(failed) && outdated.add(message)) {
            throw new AgainException(message, false);
        }
        Path folder = environment.get(EnvironmentKeys.ENV_DIR);
        boolean full = !Volume.full(List.of(folder)).isEmpty();
        if (!full && !LackOfRoom.isCauseOf(failed)) {
            return stepFailure(message, output);
        }
        List<Path> others = shared.placesOfInstallers();
        if (shared.placement().canMove(folder) && (full || Volume.full(others).isEmpty())) {
            throw new AgainException("RAM had no room left (" + message + "): made again on disk", true);
        }
        return stepFailure(shared.placement().lackOfRoom(folder, others) + "\n" + message, output);
    }

    private void clear(AgainException again) throws StepFailure {
        String reason = String.valueOf(again.getMessage());
        try {
            if (again.onDisk) {
                shared.placement().move(environment.get(EnvironmentKeys.ENV_DIR));
            } else {
                shared.clear(environment);
            }
            shared.sharedFiles().forget(environment.name());
            steps.again(reason);
            cleared = true;
        } catch (ProvisionException | IOException failed) {
            throw stepFailure(String.valueOf(failed.getMessage()), reason);
        }
    }

    private StepFailure stepFailure(String message, String output) {
        steps.failed(message, output);
        return new StepFailure(message);
    }

    private Empty create(StringBuilder output)
            throws ProvisionException, SkipException, IOException, InterruptedException {
        Interpreter base = new Eligibility(shared, environment).check();
        given = RepeatedPins.of(shared.options().resolution(), environment.name(), base);
        record.repeats(given);
        Path folder = environment.get(EnvironmentKeys.ENV_DIR);
        if (!cleared) {
            new RecreateCommands(shared, environment, processes).run(output);
            shared.clear(environment);
        }
        Installation installation = shared.installation(environment, processes);
        OpenEnvironment open = OpenEnvironment.create(shared, environment, base, installation, record, output);
        EnvironmentFolder.makeEmpty(environment.get(EnvironmentKeys.ENV_TMP_DIR));
        EnvironmentFolder.makeEmpty(environment.get(EnvironmentKeys.ENV_LOG_DIR));
        Files.createDirectories(shared.project().get(CoreKeys.TEMP_DIR));
        record.made(open.environment());
        return new Empty(
                open,
                shared.options().install().skipEnvironment()
                        ? List.of()
                        : shared.dependencies().of(environment, folder),
                shared.projectPackage().kind(environment));
    }

    private StringBuilder installDependencies(Empty empty, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        output.append(
                given.isPresent()
                        ? given.get()
                                .install(
                                        shared.pinned(),
                                        empty.open().installer(),
                                        empty.open().target(),
                                        empty.dependencies())
                        : empty.open().install(empty.dependencies()));
        PackageConstraints constraints =
                new PackageConstraints(environment, empty.environment().directory());
        constraints.write(empty.environment(), empty.open().installation());
        return output;
    }

    private static PythonEnvironment withPackage(PythonEnvironment made, Path file) {
        Map<String, String> variables = new HashMap<>(made.variables());
        variables.put("TOX_PACKAGE", file.toString());
        return new PythonEnvironment(
                made.directory(), made.base(), made.python(), made.scripts(), made.sitePackages(), variables);
    }
}
