package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real interpreters, uv and the package index of this machine. */
@Tag("slow")
class ProvisioningTest {

    @TempDir
    Path folder;

    private final Interpreters interpreters = Interpreters.of(System.getenv());
    private final PlainProcesses processes = new PlainProcesses();
    private final RecordedSteps steps = new RecordedSteps();
    private FakeProject project;
    private Placement placement;
    private Environments environments;

    @BeforeEach
    void open() throws Exception {
        project = new FakeProject(folder);
        placement = Placement.open("auto");
        environments = Environments.open(project, placement, interpreters, TestOptions.ofThisProcess());
    }

    @AfterEach
    void close() {
        environments.close();
    }

    private FakeEnvironment environment(String name, String python) {
        return new FakeEnvironment(name, placement.folder(name)).set(PythonKeys.BASE_PYTHON, List.of(python));
    }

    private PythonEnvironment ready(Provisioned provisioned) {
        assertThat(provisioned).as(() -> steps.outputs.toString()).isInstanceOf(Provisioned.Ready.class);
        return ((Provisioned.Ready) provisioned).environment();
    }

    private String python(PythonEnvironment environment, String code) throws Exception {
        return ShortProcess.run(List.of(environment.python().toString(), "-c", code), environment.variables())
                .orElse("did not run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"})
    void makesAnEnvironmentWithDependencies(String version) throws Exception {
        assumeTrue(interpreters.find(List.of(version)).isPresent(), () -> "no Python " + version + " here");
        FakeEnvironment environment =
                environment("py" + version, version).set(DependencyKeys.DEPS, List.of("iniconfig<2  # a comment"));
        PythonEnvironment made = ready(environments.provision(environment, processes, steps));
        assertThat(steps.events).containsExactly("started create", "Passed create", "started deps", "Passed deps");
        assertThat(python(made, "import sys, iniconfig; print('%d.%d' % sys.version_info[:2])")
                        .strip())
                .isEqualTo(version);
        assertThat(made.sitePackages().resolve("iniconfig")).isDirectory();
        assertThat(made.directory().resolve("tmp")).isEmptyDirectory();
        environments.discard(environment);
        assertThat(made.directory()).doesNotExist();
    }

    @Test
    void readsRequirementAndConstraintFilesBesideTheConfiguration() throws Exception {
        Files.writeString(folder.resolve("req.txt"), "iniconfig\n");
        Files.writeString(folder.resolve("con.txt"), "iniconfig==1.1.1\n");
        FakeEnvironment environment =
                environment("files", "python3").set(DependencyKeys.DEPS, List.of("-rreq.txt", "-c con.txt"));
        PythonEnvironment made = ready(environments.provision(environment, processes, steps));
        assertThat(made.sitePackages().resolve("iniconfig-1.1.1.dist-info")).isDirectory();
    }

    @Test
    void aFailedInstallationSaysWhyInOneLineAndEverythingInTheOutput() throws Exception {
        FakeEnvironment environment =
                environment("broken", "python3").set(DependencyKeys.DEPS, List.of("iniconfig==999.0"));
        Provisioned failed = environments.provision(environment, processes, steps);
        assertThat(failed).isInstanceOf(Provisioned.Failed.class);
        assertThat(((Provisioned.Failed) failed).reason())
                .contains("iniconfig==999.0")
                .doesNotContain("\n");
        assertThat(steps.events).endsWith("started deps", "Failed deps");
        assertThat(steps.outputs.get(1)).contains("iniconfig==999.0");
    }

    @Test
    void aMissingInterpreterFailsAndSaysWhatWasLookedForAndMet() throws Exception {
        Provisioned failed = environments.provision(environment("old", "python3.1"), processes, steps);
        assertThat(((Provisioned.Failed) failed).reason())
                .startsWith("could not find python interpreter matching any of the specs python3.1")
                .contains("PATH", "cpython 3.");
        assertThat(steps.events).containsExactly("started create", "Failed create");
    }

    @Test
    void aMissingDefaultPythonIsToldAsSuch() throws Exception {
        Interpreters none = Interpreters.of(Map.of(
                "PATH", folder.resolve("bin").toString(),
                "PYENV_ROOT", folder.resolve("pyenv").toString(),
                "UV_PYTHON_INSTALL_DIR", folder.resolve("uv").toString()));
        try (Environments bare = Environments.open(project, placement, none, TestOptions.ofThisProcess())) {
            FakeEnvironment environment = environment("lint", "python3").set(PythonKeys.BASE_PYTHON, List.<String>of());

            assertThat(((Provisioned.Failed) bare.provision(environment, processes, steps)).reason())
                    .startsWith("could not find python interpreter for the default Python: ");
        }
    }

    @Test
    void aMissingInterpreterSkipsWhereTheConfigurationSaysSo() throws Exception {
        FakeEnvironment old = environment("old", "python3.1").set(PythonKeys.SKIP_MISSING_INTERPRETERS, true);
        assertThat(environments.provision(old, processes, steps))
                .isEqualTo(new Provisioned.Skipped("could not find python interpreter with spec(s): python3.1"));
        assertThat(steps.events).containsExactly("started create", "Skipped create");
    }

    @Test
    void theOptionOverridesWhatTheConfigurationSaysOfMissingInterpreters() throws Exception {
        FakeEnvironment old = environment("old", "python3.1").set(PythonKeys.SKIP_MISSING_INTERPRETERS, true);
        Environments strict = Environments.open(
                project, placement, interpreters, TestOptions.of(System.getenv(), Optional.of(false)));
        assertThat(strict.provision(old, processes, steps)).isInstanceOf(Provisioned.Failed.class);
    }

    @Test
    void anotherPlatformSkips() throws Exception {
        FakeEnvironment environment = environment("mars", "python3").set(EnvironmentKeys.PLATFORM, "mars|venus");
        Provisioned skipped = environments.provision(environment, processes, steps);
        assertThat(skipped)
                .isEqualTo(new Provisioned.Skipped(
                        "platform " + Platform.current().sysPlatform() + " does not match mars|venus"));
    }

    @Test
    void aRunnerOfAPluginIsNotGuessed() throws Exception {
        FakeEnvironment environment = environment("locked", "python3").set(RunKeys.RUNNER, "uv-venv-lock-runner");
        assertThat(environments.provision(environment, processes, steps))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("uv-venv-lock-runner")
                        .contains("known are virtualenv"));
    }

    @Test
    void neverDeletesAFolderThatIsNoEnvironment() throws Exception {
        Path sources = Files.createDirectory(folder.resolve("src"));
        Files.writeString(sources.resolve("precious.py"), "");
        FakeEnvironment environment = new FakeEnvironment("src", sources);
        assertThat(environments.provision(environment, processes, steps)).isInstanceOf(Provisioned.Failed.class);
        assertThat(sources.resolve("precious.py")).exists();
    }

    @Test
    void fetchesUvFromThePackageIndexWhereItIsNotOnThePath() throws Exception {
        Map<String, String> environ = new java.util.HashMap<>(System.getenv());
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environ.put("LOCALAPPDATA", folder.resolve("cache").toString());
        environ.put("UV_CACHE_DIR", folder.resolve("uv").toString());
        Environments fresh =
                Environments.open(project, placement, interpreters, new EnvironmentOptions(environ, Optional.empty()));
        ready(fresh.provision(environment("first", "python3"), processes, steps));
    }

    @Test
    void makesAnEnvironmentOfPython27() throws Exception {
        assumeTrue(interpreters.find(List.of("2.7")).isPresent(), "no Python 2.7 here");
        FakeEnvironment environment = environment("py27", "2.7").set(DependencyKeys.DEPS, List.of("iniconfig"));
        PythonEnvironment made = ready(environments.provision(environment, processes, steps));
        assertThat(python(made, "import sys, iniconfig; print(sys.version_info[0])")
                        .strip())
                .isEqualTo("2");
    }

    @Test
    void skipsThePackageWhereNothingIsToBeInstalled() throws Exception {
        FakeEnvironment environment = environment("bare", "python3")
                .set(PackagingKeys.PACKAGE, "wheel")
                .set(PackagingKeys.SKIP_INSTALL, true);
        ready(environments.provision(environment, processes, steps));
        assertThat(steps.events).containsExactly("started create", "Passed create");
    }

    @Test
    void installsDependencyGroups() throws Exception {
        writeProject();
        FakeEnvironment environment =
                environment("groups", "python3").set(DependencyKeys.DEPENDENCY_GROUPS, List.of("all"));
        PythonEnvironment made = ready(environments.provision(environment, processes, steps));
        assertThat(made.sitePackages().resolve("iniconfig")).isDirectory();
    }

    private void writeProject() throws Exception {
        Files.writeString(
                folder.resolve("pyproject.toml"),
                """
                [build-system]
                requires = ["setuptools"]
                build-backend = "setuptools.build_meta"

                [dependency-groups]
                all = [{include-group = "Test_ing"}]
                test-ing = ["iniconfig"]
                """);
        Files.writeString(
                folder.resolve("setup.py"),
                "from setuptools import setup\n"
                        + "setup(name='thing', version='1.0', py_modules=['thing'],"
                        + " extras_require={'test': ['iniconfig']})\n");
        Files.writeString(folder.resolve("thing.py"), "answer = 42\n");
    }
}
