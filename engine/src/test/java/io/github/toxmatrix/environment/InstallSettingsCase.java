package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Settings of how an environment is made and filled, with real interpreters, uv and this machine's index. */
@Tag("slow")
abstract class InstallSettingsCase {

    @TempDir
    Path folder;

    final Interpreters interpreters = Interpreters.of(System.getenv());

    final PlainProcesses processes = new PlainProcesses();

    final RecordedSteps steps = new RecordedSteps();

    Placement placement;

    ToxProject project;

    Environments environments;

    @BeforeEach
    void place() throws Exception {
        assumeTrue(interpreters.find(List.of("python3")).isPresent(), "there is no Python 3 on this machine");
        placement = Placement.open("auto");
    }

    @AfterEach
    void close() {
        if (environments != null) {
            environments.close();
        }
    }

    ToxEnvironment configured(String name, String ini) throws Exception {
        Path file = Files.writeString(folder.resolve("tox.ini"), ini);
        project = ToxProject.load(
                file,
                new ToxInvocation(System.getenv(), Optional.empty(), List.of(), Optional.of(placement), interpreters));
        environments = Environments.open(project, placement, interpreters, TestOptions.ofThisProcess());
        return project.find(name).orElseThrow();
    }

    PythonEnvironment ready(ToxEnvironment environment) throws Exception {
        Provisioned provisioned = environments.provision(environment, processes, steps);
        assertThat(provisioned).as(() -> steps.events + "\n" + steps.outputs).isInstanceOf(Provisioned.Ready.class);
        return ((Provisioned.Ready) provisioned).environment();
    }

    String failed(ToxEnvironment environment) throws Exception {
        Provisioned provisioned = environments.provision(environment, processes, steps);
        assertThat(provisioned).isInstanceOf(Provisioned.Failed.class);
        return ((Provisioned.Failed) provisioned).reason();
    }

    String python(PythonEnvironment environment, String code) throws Exception {
        return ShortProcess.run(List.of(environment.python().toString(), "-c", code), environment.variables())
                .orElse("did not run")
                .strip();
    }

    static boolean has(PythonEnvironment environment, String distribution) {
        return Files.isDirectory(environment.sitePackages().resolve(distribution + ".dist-info"));
    }

    ToxEnvironment project(String name, String ini) throws Exception {
        close();
        placement = Placement.open("auto");
        return configured(name, ini);
    }

    void writeProject(String requirement) throws Exception {
        Files.writeString(
                folder.resolve("pyproject.toml"),
                "[build-system]\nrequires = ['setuptools']\nbuild-backend = 'setuptools.build_meta'\n");
        Files.writeString(
                folder.resolve("setup.py"),
                "from setuptools import setup\nsetup(name='thing', version='1.0', py_modules=['thing'],"
                        + " install_requires=[" + requirement + "])\n");
        Files.writeString(folder.resolve("thing.py"), "answer = 42\n");
    }
}
