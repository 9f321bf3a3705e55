package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.option.InstallOptions;
import io.github.toxmatrix.environment.pin.PinnedDependencies;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A small project with a real configuration, real interpreters, uv and the package index of this machine. */
final class PackagedProject implements AutoCloseable {

    static final Interpreters INTERPRETERS = Interpreters.of(System.getenv());

    final Path root;
    final PlainProcesses processes = new PlainProcesses();
    final RecordedSteps steps = new RecordedSteps();
    private final Placement placement;
    private InstallOptions install = InstallOptions.AS_CONFIGURED;
    private Optional<Duration> maxAge = Optional.empty();
    private ToxProject project;
    private Environments environments;

    PackagedProject(Path root) throws IOException {
        this(root, "disk");
    }

    /** @param place of environments, and of a store that no other run uses, if it is a folder */
    PackagedProject(Path root, String place) throws IOException {
        this.root = root;
        this.placement = Placement.open(place);
    }

    PackagedProject file(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    PackagedProject install(InstallOptions options) {
        install = options;
        return this;
    }

    /** Whatever the machine is, which in a CI takes no answer of an earlier run. */
    PackagedProject resolvedWithin(Duration age) {
        maxAge = Optional.of(age);
        return this;
    }

    /** A module {@code thing}, built by setuptools as {@code pyproject.toml} says. */
    PackagedProject setuptools(String project) throws IOException {
        return file("thing.py", "answer = 42\n")
                .file(
                        "pyproject.toml",
                        "[build-system]\nrequires = ['setuptools>=64']\nbuild-backend = 'setuptools.build_meta'\n"
                                + "[project]\nname = 'thing'\nversion = '1.0'\n" + project
                                + "\n[tool.setuptools]\npy-modules = ['thing']\n");
    }

    Provisioned provision(String environment) throws Exception {
        return provision(environment, System.getenv());
    }

    private void open(Map<String, String> environ) {
        if (environments == null) {
            project = ToxProject.load(
                    root,
                    new ToxInvocation(environ, Optional.empty(), List.of(), Optional.of(placement), INTERPRETERS));
            environments = Environments.open(project, placement, INTERPRETERS, options(environ));
        }
    }

    Provisioned provision(String environment, Map<String, String> environ) throws Exception {
        open(environ);
        return environments.provision(project.find(environment).orElseThrow(), processes, steps);
    }

    /** As a run does before the turns of its environments; returns when all that could be foreseen is known. */
    List<List<String>> resolveAhead(Map<String, String> environ, String... names) throws Exception {
        open(environ);
        Map<String, ProcessesAhead> ahead = new HashMap<>();
        List<ToxEnvironment> coming = new ArrayList<>();
        for (String name : names) {
            ahead.put(name, new ProcessesAhead());
            coming.add(project.find(name).orElseThrow());
        }
        environments.resolveAhead(coming, environment -> ahead.get(environment.name()));
        List<List<String>> started = new ArrayList<>();
        for (ProcessesAhead processes : ahead.values()) {
            processes.await();
            started.addAll(processes.started());
        }
        return started;
    }

    private EnvironmentOptions options(Map<String, String> environ) {
        EnvironmentOptions usual = new EnvironmentOptions(environ, Optional.empty());
        return new EnvironmentOptions(
                environ,
                usual.skipMissingInterpreters(),
                maxAge.map(ResolutionOptions::notOlderThan).orElse(usual.resolution()),
                usual.store(),
                usual.cache(),
                usual.index(),
                install);
    }

    PythonEnvironment ready(String environment) throws Exception {
        return ready(environment, System.getenv());
    }

    PythonEnvironment ready(String environment, Map<String, String> environ) throws Exception {
        Provisioned provisioned = provision(environment, environ);
        assertThat(provisioned).as(() -> steps.outputs.toString()).isInstanceOf(Provisioned.Ready.class);
        return ((Provisioned.Ready) provisioned).environment();
    }

    String failure(String environment) throws Exception {
        Provisioned provisioned = provision(environment);
        assertThat(provisioned).as(() -> steps.outputs.toString()).isInstanceOf(Provisioned.Failed.class);
        return ((Provisioned.Failed) provisioned).reason();
    }

    String lastOutput() {
        return steps.outputs.get(steps.outputs.size() - 1);
    }

    /** What a program in the environment prints. */
    static String python(PythonEnvironment environment, String code) throws Exception {
        Map<String, String> variables = new HashMap<>(environment.variables());
        return ShortProcess.run(List.of(environment.python().toString(), "-c", code), variables)
                .map(String::strip)
                .orElse("did not run");
    }

    /** Distributions as {@code name version}, sorted; without what every environment has. */
    static List<String> distributions(PythonEnvironment environment) throws IOException {
        return PinnedDependencies.installed(environment.sitePackages()).entrySet().stream()
                .filter(one ->
                        !List.of("pip", "setuptools", "wheel", "packaging").contains(one.getKey()))
                .map(one -> one.getKey() + " " + one.getValue())
                .sorted()
                .toList();
    }

    /** What lies in the project's folder, but for what tests have put there. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    long started(String word) {
        return processes.started.stream()
                .filter(command -> command.stream().anyMatch(one -> one.contains(word)))
                .count();
    }

    @Override
    public void close() {
        if (environments == null) {
            placement.close();
        } else {
            environments.close();
        }
    }
}
