package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.step.MissingInterpreterException;
import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.packaging.CoreMetadata;
import io.github.toxmatrix.packaging.PackagingException;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PackageEnvironmentKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is built in one run, each thing once, on the thread of the environment that needs it first. Nothing that was built is
 * kept for another run: what a build reads cannot be known. Backends write beside the sources, so they run one at a time.
 */
final class PackageBuilds {

    private final VirtualEnvironments shared;
    private final ReentrantLock sources = new ReentrantLock();
    private final AtomicInteger folders = new AtomicInteger();
    private final OnceEach<String, BuildEnvironment> environments = new OnceEach<>();
    private final OnceEach<List<String>, Built> packages = new OnceEach<>();
    private final OnceEach<String, CoreMetadata> metadata = new OnceEach<>();
    private final OnceEach<String, List<String>> requires = new OnceEach<>();
    private final OnceEach<String, Boolean> editable = new OnceEach<>();

    /** Works, and collects what is printed. */
    @FunctionalInterface
    private interface Collected<T> {
        T with(StringBuilder output) throws ProvisionException, PackagingException, IOException, InterruptedException;
    }

    PackageBuilds(VirtualEnvironments shared) {
        this.shared = shared;
    }

    /** Works with a build environment. */
    @FunctionalInterface
    private interface Work<T> {
        T with(BuildEnvironment environment, StringBuilder output)
                throws ProvisionException, PackagingException, IOException, InterruptedException;
    }

    /** The settings of a package environment. */
    ToxEnvironment builder(String name) {
        return shared.project().packageEnvironment(name);
    }

    /** Where there is no interpreter for it, nobody can say either which environment builds wheels. */
    void requireInterpreter(String name) throws ProvisionException {
        Interpreter unused = interpreter(builder(name));
    }

    /** What tox gives the build of a wheel from an sdist. */
    Map<String, String> settingsOfSdist(String name) {
        return builder(name)
                .get(PackageEnvironmentKeys.configSettings(Artifact.WHEEL.hook()))
                .orElse(Map.of());
    }

    Built sdist(String name, ProcessScope processes) throws ProvisionException, InterruptedException {
        return packages.get(
                List.of(name, "sdist"),
                () -> in(name, processes, (environment, output) -> {
                    Path file = environment.build(Artifact.SDIST, folder(name), output);
                    return new Built(file, output.toString(), Optional.empty());
                }));
    }

    /** A wheel, or one that is editable. */
    Built wheel(Artifact kind, String name, ProcessScope processes) throws ProvisionException, InterruptedException {
        return packages.get(
                List.of(name, kind.hook()),
                () -> in(name, processes, (environment, output) -> wheel(kind, environment, folder(name), output)));
    }

    /** From an sdist, in a package environment of its own with the settings of this one. */
    Built wheelOf(Path sdist, String name, ProcessScope processes) throws ProvisionException, InterruptedException {
        return packages.get(
                List.of(name, "wheel of", sdist.toString()),
                () -> collecting(output -> {
                    ToxEnvironment builder = builder(name);
                    OpenEnvironment open = open(builder, processes, own(), output);
                    return wheelOf(sdist, open, builder, builder.get(PackageEnvironmentKeys.DEPS), output);
                }));
    }

    /**
     * As pip builds it when it installs an sdist: isolated, by the Python and with the variables of the environment that it is
     * for. Environments for which these are the same share it.
     */
    Built wheelOf(Path sdist, OpenEnvironment target, ToxEnvironment builder, ProcessScope processes)
            throws ProvisionException, InterruptedException {
        Map<String, String> variables = new TreeMap<>(target.installation().variables());
        String scripts = target.environment().scripts().toString();
        String path = variables.getOrDefault("PATH", "").replace(scripts, "");
        variables.keySet().removeAll(List.of("TOX_ENV_NAME", "TOX_ENV_DIR", "VIRTUAL_ENV"));
        variables.putAll(Map.of("PATH", path, "PYTHONNOUSERSITE", "1"));
        Interpreter base = target.environment().base();
        List<String> key = List.of("wheel of", sdist.toString(), base.toString(), variables.toString());
        return packages.get(
                key,
                () -> collecting(output -> {
                    Path folder = own();
                    variables.put("PATH", Platform.current().scripts(folder) + path);
                    Installation installation =
                            new Installation(processes, folder, shared.project().root(), variables);
                    OpenEnvironment open = OpenEnvironment.bare(shared, target.settings(), base, installation, output);
                    return wheelOf(sdist, open, builder, List.of(), output);
                }));
    }

    private static Built wheelOf(
            Path sdist, OpenEnvironment open, ToxEnvironment builder, List<String> others, StringBuilder output)
            throws ProvisionException, PackagingException, IOException, InterruptedException {
        Path folder = open.environment().directory();
        Path root = BackendProcess.unpack(sdist, open, folder.resolve(".sdist"), output);
        if (!Files.exists(root.resolve("pyproject.toml")) && !Files.exists(root.resolve("setup.py"))) {
            throw new ProvisionException(
                    sdist + " holds neither pyproject.toml nor setup.py, so it is no sdist of a Python project", "");
        }
        BuildEnvironment environment = BuildEnvironment.of(open, builder, root, others, output);
        return wheel(Artifact.WHEEL, environment, folder.resolve(".wheel"), output);
    }

    /** What the commands of a package environment have made. */
    Built external(String name, ProcessScope processes) throws ProvisionException, InterruptedException {
        return packages.get(List.of(name, "external"), () -> {
            sources.lockInterruptibly();
            try {
                return collecting(output -> {
                    ToxEnvironment builder = shared.project().commandPackageEnvironment(name);
                    shared.clear(builder);
                    OpenEnvironment open = open(builder, processes, builder.get(EnvironmentKeys.ENV_DIR), output);
                    Path file = new ExternalBuild(open).run(output);
                    return new Built(file, output.toString(), known(file));
                });
            } finally {
                sources.unlock();
            }
        });
    }

    /** A package that was made elsewhere. */
    static Built given(Path file) throws PackagingException, IOException {
        return new Built(file, "", known(file));
    }

    private static Optional<CoreMetadata> known(Path file) throws PackagingException, IOException {
        return file.toString().endsWith(".whl") ? Optional.of(CoreMetadata.ofWheel(file)) : Optional.empty();
    }

    /** What the sources in a package environment would say about themselves in a wheel, of which one that is needed too will do. */
    CoreMetadata metadata(String name, ProcessScope processes) throws ProvisionException, InterruptedException {
        return metadata.get(name, () -> {
            Optional<CoreMetadata> prepared = in(name, processes, PackageBuilds::prepared);
            return prepared.isPresent()
                    ? prepared.get()
                    : wheel(Artifact.WHEEL, name, processes).metadata();
        });
    }

    private static Optional<CoreMetadata> prepared(BuildEnvironment environment, StringBuilder output)
            throws ProvisionException, PackagingException, IOException, InterruptedException {
        environment.prepare(Artifact.WHEEL, output);
        Optional<Path> folder =
                environment.prepareMetadata(environment.directory().resolve(".meta"), output);
        return folder.isPresent() ? Optional.of(CoreMetadata.ofFolder(folder.get())) : Optional.empty();
    }

    /** What a {@code setup.py} needs in the environment into which it installs: the build system's, and what it asks for. */
    List<String> requiresOfSdist(String name, ProcessScope processes) throws ProvisionException, InterruptedException {
        return requires.get(
                name,
                () -> in(name, processes, (environment, output) -> {
                    List<String> lines = new ArrayList<>(
                            BuildEnvironment.lines(environment.system().requires()));
                    lines.addAll(environment.requires(Artifact.SDIST, output).orElse(List.of()));
                    return lines;
                }));
    }

    boolean canBuildEditable(String name, ProcessScope processes) throws ProvisionException, InterruptedException {
        return editable.get(
                name,
                () -> in(name, processes, (environment, output) -> environment.prepare(Artifact.EDITABLE, output)));
    }

    private static Built wheel(Artifact kind, BuildEnvironment environment, Path folder, StringBuilder output)
            throws ProvisionException, PackagingException, IOException, InterruptedException {
        Path file = environment.build(kind, folder, output);
        return new Built(file, output.toString(), Optional.of(CoreMetadata.ofWheel(file)));
    }

    /** Installs the sources themselves, which writes beside them too. */
    String develop(OpenEnvironment open, Path root) throws ProvisionException, InterruptedException {
        sources.lockInterruptibly();
        try {
            return open.develop(root);
        } finally {
            sources.unlock();
        }
    }

    private <T> T in(String name, ProcessScope processes, Work<T> work)
            throws ProvisionException, InterruptedException {
        BuildEnvironment environment = environments.get(
                name,
                () -> collecting(output -> {
                    ToxEnvironment builder = builder(name);
                    shared.clear(builder);
                    OpenEnvironment open = open(builder, processes, builder.get(EnvironmentKeys.ENV_DIR), output);
                    return BuildEnvironment.of(
                            open,
                            builder,
                            builder.get(PackageEnvironmentKeys.PACKAGE_ROOT),
                            builder.get(PackageEnvironmentKeys.DEPS),
                            output);
                }));
        sources.lockInterruptibly();
        try {
            environment.runIn(processes);
            return collecting(output -> work.with(environment, output.append(environment.output())));
        } finally {
            sources.unlock();
        }
    }

    private OpenEnvironment open(ToxEnvironment builder, ProcessScope processes, Path folder, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        Interpreter python = interpreter(builder);
        Path scripts = Platform.current().scripts(folder);
        Map<String, String> variables = shared.variables().of(builder, scripts);
        Installation installation =
                new Installation(processes, folder, shared.project().root(), variables);
        return OpenEnvironment.create(shared, builder, python, installation, output);
    }

    private Interpreter interpreter(ToxEnvironment builder) throws ProvisionException {
        List<String> wanted = builder.get(PythonKeys.BASE_PYTHON);
        return shared.interpreters()
                .find(wanted)
                .orElseThrow(() -> MissingInterpreterException.of(
                        wanted,
                        " for package environment " + builder.name(),
                        shared.interpreters().search()));
    }

    private Path folder(String name) {
        return builder(name).get(PackageEnvironmentKeys.PKG_DIR);
    }

    private Path own() {
        return shared.placement().own("build-" + folders.incrementAndGet());
    }

    /** Tells a failure with all that was printed before it. */
    private static <T> T collecting(Collected<T> work) throws ProvisionException, InterruptedException {
        StringBuilder output = new StringBuilder();
        try {
            return work.with(output);
        } catch (MissingInterpreterException missing) {
            throw missing;
        } catch (ProvisionException failed) {
            throw new ProvisionException(String.valueOf(failed.getMessage()), output + failed.output());
        } catch (PackagingException invalid) {
            throw new ProvisionException(String.valueOf(invalid.getMessage()), output.toString());
        } catch (IOException failed) {
            throw new ProvisionException(failed.toString(), output.toString());
        }
    }
}
