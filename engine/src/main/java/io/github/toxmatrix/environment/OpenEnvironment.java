package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.InstallCommand;
import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PinInstaller;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.installer.PythonInstaller;
import io.github.toxmatrix.environment.installer.UvInstaller;
import io.github.toxmatrix.environment.installer.VirtualenvInstaller;
import io.github.toxmatrix.environment.pin.PinRecord;
import io.github.toxmatrix.environment.pin.PinnedDependencies;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.requirement.PipOnly;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PluginKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An environment that is being filled, whether it is to run commands or to build a package.
 *
 * @param shared what it shares with others
 * @param settings its own
 * @param installer what brings things into it
 * @param installation what the installer is started with
 * @param environment what becomes of it
 * @param record told what is installed by pins
 */
record OpenEnvironment(
        VirtualEnvironments shared,
        ToxEnvironment settings,
        PythonInstaller installer,
        Installation installation,
        PythonEnvironment environment,
        PinRecord record) {

    /** Makes an empty one, but for the seeds that tox's installer would find there. */
    static OpenEnvironment create(
            VirtualEnvironments shared,
            ToxEnvironment settings,
            Interpreter base,
            Installation installation,
            StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        return create(shared, settings, base, installation, shared.newRecord(), output);
    }

    /** The same, telling what is installed. */
    static OpenEnvironment create(
            VirtualEnvironments shared,
            ToxEnvironment settings,
            Interpreter base,
            Installation installation,
            PinRecord record,
            StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        return create(shared, settings, base, installation, isSeeded(shared, settings), record, output);
    }

    private static boolean isSeeded(VirtualEnvironments shared, ToxEnvironment settings) {
        return shared.isSeeded() || settings.get(PluginKeys.UV_SEED);
    }

    /** What an environment that uv makes is seeded with by pins. */
    static Optional<Pinnable> seeds(VirtualEnvironments shared, ToxEnvironment settings, Interpreter base) {
        return isSeeded(shared, settings) && !settings.get(PythonKeys.ALWAYS_COPY)
                ? Optional.of(seeds(shared, base))
                : Optional.empty();
    }

    private static Pinnable seeds(VirtualEnvironments shared, Interpreter base) {
        return new Pinnable(shared.isSeeded() ? UvInstaller.seeds(base) : UvInstaller.ownSeeds(base), List.of());
    }

    /** Whether another such environment is the same, and a copy of one will do: not with the seeds of the day. */
    private static boolean isRepeatable(PythonInstaller.CreateOptions options) {
        return !options.alwaysCopy() && !(options.seed() && options.download());
    }

    private static OpenEnvironment create(
            VirtualEnvironments shared,
            ToxEnvironment settings,
            Interpreter base,
            Installation installation,
            boolean seed,
            PinRecord record,
            StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        PythonInstaller installer = shared.installer(settings, base, installation);
        PythonInstaller.CreateOptions options = new PythonInstaller.CreateOptions(
                settings.name(),
                settings.get(PythonKeys.SYSTEM_SITE_PACKAGES),
                seed,
                settings.get(PythonKeys.ALWAYS_COPY),
                settings.get(PythonKeys.DOWNLOAD));
        boolean brought = !(installer instanceof PinInstaller pinning) || pinning.brings(options);
        PythonInstaller.CreateOptions own = brought ? options : options.withoutSeed();
        output.append(
                installer instanceof PinInstaller pinning && isRepeatable(own)
                        ? shared.sharedFiles().create(pinning, installation, base, own)
                        : installer.create(installation, base, own));
        Path folder = installation.environment();
        Path scripts = Platform.current().scripts(folder);
        PythonEnvironment made = new PythonEnvironment(
                folder,
                base,
                scripts.resolve(Platform.current().executable("python")),
                scripts,
                sitePackages(folder, base),
                installation.variables());
        OpenEnvironment open = new OpenEnvironment(shared, settings, installer, installation, made, record);
        if (installer instanceof PinInstaller pinning
                && !brought
                && seed
                && record.repeated().isEmpty()) {
            output.append(shared.pinned().install(pinning, open.target(), seeds(shared, base)));
        }
        return open;
    }

    /**
     * Makes one that holds nothing at all, as pip isolates the build of an sdist.
     *
     * @param settings those of the environment that the package is for
     */
    static OpenEnvironment bare(
            VirtualEnvironments shared,
            ToxEnvironment settings,
            Interpreter base,
            Installation installation,
            StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        return create(shared, settings, base, installation, false, shared.newRecord(), output);
    }

    /**
     * Installs by known pins where these can say all that the lines say, else as the installer does.
     *
     * @param lines of a requirements file
     * @return what was printed
     */
    String install(List<String> lines) throws ProvisionException, IOException, InterruptedException {
        return install(lines, false);
    }

    /** The same, but what is there stays as it is where it is good enough, as pip would leave it. */
    String add(List<String> lines) throws ProvisionException, IOException, InterruptedException {
        return install(lines, true);
    }

    private String install(List<String> lines, boolean keep)
            throws ProvisionException, IOException, InterruptedException {
        Optional<Pinnable> pinnable = Pinnable.of(lines, installation.directory());
        if (installer instanceof PinInstaller pinning
                && pinnable.isPresent()
                && pinning.resolves(pinnable.get())
                && record.repeated().isEmpty()
                && !settings.get(PythonKeys.SYSTEM_SITE_PACKAGES)) {
            Pinnable wanted = keep
                    ? pinnable.get().preferring(PinnedDependencies.installed(environment.sitePackages()))
                    : pinnable.get();
            return pinning.isExact()
                    ? shared.pinned().install(pinning, target(), wanted)
                    : shared.pinned().install(pinning, target(), wanted, () -> installer.install(installation, lines));
        }
        if (installer instanceof InstallCommand) {
            return installer.install(installation, lines);
        }
        Optional<String> pipOnly = PipOnly.in(lines, installation.directory());
        if (pipOnly.isEmpty() || (installer instanceof UvInstaller && !hasPip())) {
            return installer.install(installation, lines);
        }
        List<String> words =
                PipOnly.optionsToFile(lines, environment.directory().resolve("options.txt"));
        return installer instanceof UvInstaller uv
                ? "installed by pip, as uv does not take \"" + pipOnly.get() + "\"\n" + byPip(uv, words)
                : installer.install(installation, words);
    }

    /** Where tox-uv makes environments, they have none. */
    private boolean hasPip() {
        return Files.isDirectory(environment.sitePackages().resolve("pip"));
    }

    private String byPip(UvInstaller uv, List<String> lines) throws ProvisionException, InterruptedException {
        Installation own = uv.sources().forPip(installation, lines);
        return own.run(VirtualenvInstaller.pip(own, lines));
    }

    /** Installs a package that was built and nothing else; whatever constraints say, as in tox. */
    String installPackage(Path file, Map<String, String> settings) throws ProvisionException, InterruptedException {
        if (installer instanceof PinInstaller pinning && file.toString().endsWith(".whl")) {
            return shared.wheels().install(pinning, target(), file);
        }
        List<String> lines = new ArrayList<>(List.of("--force-reinstall", "--no-deps"));
        settings.forEach((name, value) -> lines.add("--config-settings=" + name + "=" + value));
        lines.add(file.toString());
        return installer.install(installation, lines);
    }

    /**
     * Installs a project as {@code setup.py develop} does or, where its backend knows PEP 660, as that says: by the environment's own
     * pip, which decides between them as it does for tox; by uv, where tox-uv has left the environment without a pip.
     */
    String develop(Path root) throws ProvisionException, InterruptedException {
        List<String> lines = List.of("--force-reinstall", "--no-deps", "-e " + root);
        return installer instanceof UvInstaller uv && hasPip()
                ? byPip(uv, lines)
                : installer.install(installation, lines);
    }

    /**
     * Runs a program of a build. Files that it shares with other environments and writes into are named, and as they were for those
     * that come later.
     *
     * @param where in which processes and folder, with which variables
     * @return what was printed
     * @throws ProvisionException also where another environment may have seen what was written
     */
    String runBuild(Installation where, List<String> command)
            throws ProvisionException, IOException, InterruptedException {
        shared.sharedFiles().beginBuild(settings.name(), environment);
        StringBuilder printed = new StringBuilder();
        List<SharedChange> changes;
        try {
            Optional<String> spoilt = shared.sharedFiles().spoilt(settings.name());
            if (spoilt.isPresent()) {
                throw new ProvisionException(spoilt.get(), "");
            }
            printed.append(where.run(command));
        } finally {
            changes = shared.sharedFiles().endBuild(settings.name(), environment);
        }
        for (SharedChange change : changes) {
            if (change.spread()) {
                throw new ProvisionException(change.message(), printed.toString());
            }
            printed.append(change.message()).append('\n');
        }
        return printed.toString();
    }

    /** The same in other processes. */
    OpenEnvironment in(ProcessScope processes) {
        return new OpenEnvironment(shared, settings, installer, installation.in(processes), environment, record);
    }

    PinnedDependencies.Target target() {
        return new PinnedDependencies.Target(
                settings.name(), environment, installation, settings.get(EnvironmentKeys.SET_ENV), record);
    }

    private static Path sitePackages(Path environment, Interpreter base) {
        if (Platform.current() == Platform.WINDOWS) {
            return environment.resolve("Lib").resolve("site-packages");
        }
        String name = (base.implementation().equals("pypy") ? "pypy" : "python")
                + base.shortVersion()
                + (base.freeThreaded() ? "t" : "");
        return environment.resolve("lib").resolve(name).resolve("site-packages");
    }
}
