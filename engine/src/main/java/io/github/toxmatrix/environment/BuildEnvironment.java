package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.packaging.BackendAnswer;
import io.github.toxmatrix.packaging.BackendRequest;
import io.github.toxmatrix.packaging.BuildSystem;
import io.github.toxmatrix.packaging.PackagingException;
import io.github.toxmatrix.pep.Requirement;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.PackageEnvironmentKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An isolated environment in which a project's build backend is called (PEP 517, 660), as those of tox named {@code .pkg}
 * ({@code tox_env/python/virtual_env/package/pyproject.py}). Each hook runs in a process of its own, so that it sees what the
 * hook before has asked for. One thread at a time.
 */
final class BuildEnvironment {

    private final ToxEnvironment builder;
    private final Path root;
    private final BuildSystem system;
    private final Set<Artifact> prepared = EnumSet.noneOf(Artifact.class);
    private OpenEnvironment open;
    private String printed = "";

    private BuildEnvironment(OpenEnvironment open, ToxEnvironment builder, Path root, BuildSystem system) {
        this.open = open;
        this.builder = builder;
        this.root = root;
        this.system = system;
    }

    /**
     * Installs what the build system requires.
     *
     * @param open without anything in it
     * @param builder whose settings the hooks get
     * @param root the sources
     * @param others what is to be there besides
     */
    static BuildEnvironment of(
            OpenEnvironment open, ToxEnvironment builder, Path root, List<String> others, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        if (!Files.isDirectory(root)) {
            throw new ProvisionException("package_root of " + builder.name() + " is no folder: " + root, "");
        }
        try {
            BuildSystem system = BuildSystem.of(root, open.shared().pyProjects());
            BuildEnvironment environment = new BuildEnvironment(open, builder, root, system);
            environment.install(lines(system.requires()), output);
            environment.install(others, output);
            environment.printed = output.toString();
            return environment;
        } catch (PackagingException invalid) {
            throw new ProvisionException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    /** Lets processes be those of another environment, as those that it was made for may be at their end. */
    void runIn(ProcessScope processes) {
        open = open.in(processes);
    }

    /** What was printed when it was made. */
    String output() {
        return printed;
    }

    BuildSystem system() {
        return system;
    }

    Path directory() {
        return open.environment().directory();
    }

    /**
     * Installs, once, what the backend asks for before it makes something of this kind.
     *
     * @return whether it can make something of this kind
     */
    boolean prepare(Artifact kind, StringBuilder output) throws ProvisionException, IOException, InterruptedException {
        if (!prepared.contains(kind)) {
            Optional<List<String>> required = requires(kind, output);
            if (required.isEmpty()) {
                return false;
            }
            install(required.get(), output);
            prepared.add(kind);
        }
        return true;
    }

    void install(List<String> lines, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        if (!lines.isEmpty()) {
            output.append(open.add(lines));
        }
    }

    /** What the backend asks for besides what the project requires; nothing where it cannot make something of this kind. */
    Optional<List<String>> requires(Artifact kind, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        String hook = "get_requires_for_" + kind.hook();
        BackendRequest request = new BackendRequest(system, hook, Map.of(), settings(hook)).needing(kind.hook());
        BackendAnswer answer = call(request, output);
        if (answer instanceof BackendAnswer.Missing missing && missing.hook().equals(kind.hook())) {
            return Optional.empty();
        }
        List<String> lines = answer instanceof BackendAnswer.Lines found ? found.lines() : List.of();
        for (String line : lines) {
            checkRequirement(line, hook);
        }
        return Optional.of(lines);
    }

    /** As a line of a requirements file it might be an option, which a backend is not to give. */
    private void checkRequirement(String line, String hook) throws ProvisionException {
        try {
            Requirement unused = Requirement.parse(line);
        } catch (IllegalArgumentException invalid) {
            throw new ProvisionException(
                    "the build backend " + system.backend() + " asks in " + hook + " for '" + line
                            + "', which is no requirement (PEP 508): " + invalid.getMessage() + " (" + root + ")",
                    "");
        }
    }

    /**
     * Builds.
     *
     * @param folder where it is put
     */
    Path build(Artifact kind, Path folder, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        if (!prepare(kind, output)) {
            throw new ProvisionException(
                    "the build backend " + system.backend() + " has no hook " + kind.hook() + " (" + root + ")", "");
        }
        BackendRequest request = new BackendRequest(
                system, kind.hook(), Map.of(kind.argument(), Files.createDirectories(folder)), settings(kind.hook()));
        return made(request, folder, output).orElseThrow();
    }

    /** The {@code .dist-info} that a wheel would have; nothing where only building it tells. */
    Optional<Path> prepareMetadata(Path folder, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        String hook = "prepare_metadata_for_build_wheel";
        BackendRequest request = new BackendRequest(
                system, hook, Map.of("metadata_directory", Files.createDirectories(folder)), settings(hook));
        return made(request, folder, output);
    }

    private Optional<Path> made(BackendRequest request, Path folder, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        if (!(call(request, output) instanceof BackendAnswer.Name name)) {
            return Optional.empty();
        }
        Optional<Path> made = within(folder, name.name());
        if (made.isEmpty()) {
            throw new ProvisionException(
                    "the build backend " + system.backend() + " says that " + request.hook() + " made '" + name.name()
                            + "', but that names no file in " + folder + " (PEP 517 wants the base name of one)",
                    output.toString());
        }
        return made;
    }

    private static Optional<Path> within(Path folder, String name) {
        try {
            Path path = folder.resolve(name).normalize();
            return path.startsWith(folder) && !path.equals(folder) && Files.exists(path)
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    private BackendAnswer call(BackendRequest request, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        return new BackendProcess(open, root, system.backendPath()).call(request, output);
    }

    private Optional<Map<String, String>> settings(String hook) {
        return builder.get(PackageEnvironmentKeys.configSettings(hook));
    }

    static List<String> lines(List<Requirement> requirements) {
        return requirements.stream().map(Requirement::toString).sorted().toList();
    }
}
