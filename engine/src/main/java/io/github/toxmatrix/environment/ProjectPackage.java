package io.github.toxmatrix.environment;

import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The project's own package: built once for all environments that can share it, and installed into each. */
final class ProjectPackage {

    private static final List<String> KINDS =
            List.of("wheel", "sdist", "sdist-wheel", "editable", "editable-legacy", "deps-only", "skip", "external");

    private final ToxProject project;
    private final Placement placement;
    private final Interpreters interpreters;
    private final CommandVariables variables;
    private final OnceEach<List<String>, Built> built = new OnceEach<>();
    private final ReentrantLock sources = new ReentrantLock();
    private final AtomicInteger folders = new AtomicInteger();

    /** @param output what the builder printed */
    record Built(Path file, String output) {}

    ProjectPackage(ToxProject project, Placement placement, Interpreters interpreters, CommandVariables variables) {
        this.project = project;
        this.placement = placement;
        this.interpreters = interpreters;
        this.variables = variables;
    }

    /** What is to be installed, as tox decides it ({@code tox_env/python/runner.py}). */
    String kind(ToxEnvironment environment) throws ProvisionException {
        if (project.get(CoreKeys.NO_PACKAGE) || environment.get(PackagingKeys.SKIP_INSTALL)) {
            return "skip";
        }
        if (environment.get(PackagingKeys.USE_DEVELOP)) {
            return "editable";
        }
        String kind = environment.get(PackagingKeys.PACKAGE);
        if (!KINDS.contains(kind)) {
            throw new ProvisionException(
                    "invalid package config type " + kind + " requested, must be one of " + String.join(", ", KINDS)
                            + " (" + environment.position(PackagingKeys.PACKAGE) + ")",
                    "");
        }
        return kind;
    }

    /**
     * Builds and installs.
     *
     * @return the file that was built, for {@code TOX_PACKAGE}
     */
    Optional<Path> install(
            String kind,
            ToxEnvironment environment,
            Interpreter base,
            PythonInstaller installer,
            Installation installation,
            StringBuilder output)
            throws ProvisionException, InterruptedException {
        Path root = project.get(CoreKeys.PACKAGE_ROOT);
        List<String> extras =
                environment.get(DependencyKeys.EXTRAS).stream().sorted().toList();
        List<String> lines = new ArrayList<>(Dependencies.optionsOfPackage(environment, installation.environment()));
        if (kind.equals("deps-only")) {
            lines.add("-r " + root.resolve("pyproject.toml"));
            extras.forEach(extra -> lines.add("--extra " + extra));
            output.append(installer.install(installation, lines));
            return Optional.empty();
        }
        if (kind.startsWith("editable")) {
            lines.add("-e " + withExtras(root, extras));
            sources.lockInterruptibly(); // setuptools writes its metadata beside the sources
            try {
                output.append(installer.install(installation, lines));
            } finally {
                sources.unlock();
            }
            return Optional.empty();
        }
        Built made = build(kind, environment, base, installer, installation);
        output.append(made.output());
        lines.add(withExtras(made.file(), extras));
        output.append(installer.install(installation, lines));
        return Optional.of(made.file());
    }

    private static String withExtras(Path path, List<String> extras) {
        return extras.isEmpty() ? path.toString() : path + "[" + String.join(",", extras) + "]";
    }

    private Built build(
            String kind,
            ToxEnvironment environment,
            Interpreter base,
            PythonInstaller installer,
            Installation installation)
            throws ProvisionException, InterruptedException {
        String packaging = environment.get(PackagingKeys.PACKAGE_ENV);
        boolean source = kind.equals("sdist");
        String tag = source ? "any" : base.implementation() + base.shortVersion() + (base.freeThreaded() ? "t" : "");
        return built.get(List.of(kind, packaging, tag), () -> {
            ToxEnvironment builder = project.packageEnvironment(packaging);
            if (!builder.get(DependencyKeys.DEPS).isEmpty()) {
                throw new ProvisionException(
                        builder.position(DependencyKeys.DEPS) + ": deps of the packaging environment " + packaging
                                + " are not installed here: name them in build-system.requires of pyproject.toml",
                        "");
            }
            Interpreter python = source
                    ? interpreters.find(builder.get(PythonKeys.BASE_PYTHON)).orElse(base)
                    : base;
            Path folder = placement.own("dist-" + folders.incrementAndGet());
            Path scripts = python.executable().resolveSibling("");
            Installation own = new Installation(
                    installation.processes(),
                    installation.environment(),
                    project.get(CoreKeys.PACKAGE_ROOT),
                    variables.of(builder, scripts));
            sources.lockInterruptibly();
            try {
                String printed =
                        switch (kind) {
                            case "sdist" -> installer.buildSdist(own, python, own.directory(), folder);
                            case "sdist-wheel" -> {
                                Path sources = placement.own("dist-" + folders.incrementAndGet());
                                String first = installer.buildSdist(own, python, own.directory(), sources);
                                yield first + installer.buildWheel(own, python, only(sources, first), folder);
                            }
                            default -> installer.buildWheel(own, python, own.directory(), folder);
                        };
                return new Built(only(folder, printed), printed);
            } finally {
                sources.unlock();
            }
        });
    }

    private static Path only(Path folder, String output) throws ProvisionException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(whl|tar\\.gz|zip)"))
                    .findFirst()
                    .orElseThrow(() -> new ProvisionException("the build left no package in " + folder, output));
        } catch (IOException unreadable) {
            throw new ProvisionException(
                    "cannot read what the build left in " + folder + ": " + unreadable, unreadable);
        }
    }
}
