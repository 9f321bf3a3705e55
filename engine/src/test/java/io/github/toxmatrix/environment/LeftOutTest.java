package io.github.toxmatrix.environment;

import static io.github.toxmatrix.environment.PackagedProject.distributions;
import static io.github.toxmatrix.environment.PackagedProject.python;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.InstallOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code tox run} by which something else is installed than the configuration says, or nothing. */
@Tag("slow")
class LeftOutTest {

    @TempDir
    Path folder;

    private PackagedProject project;

    @BeforeEach
    void open() throws Exception {
        project = new PackagedProject(folder.resolve("project"));
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void withoutThePackageItIsNotBuiltEither() throws Exception {
        project.install(new InstallOptions(false, true, Optional.empty()))
                .file("tox.ini", "[testenv]\ndeps = iniconfig==2.0.0\n")
                .setuptools("dependencies = ['six']\n");

        assertThat(distributions(project.ready("py"))).containsExactly("iniconfig 2.0.0");
        assertThat(project.steps.events)
                .containsExactly("started create", "Passed create", "started deps", "Passed deps", "Skipped package");
        assertThat(project.files()).doesNotContain("build", "thing.egg-info");
    }

    @Test
    void withoutInstallationTheEnvironmentIsEmpty() throws Exception {
        project.install(new InstallOptions(true, false, Optional.empty()))
                .file("tox.ini", "[testenv]\ndeps = no-such-thing-as-this\n")
                .setuptools("");

        assertThat(distributions(project.ready("py"))).isEmpty();
        assertThat(project.steps.events).contains("Skipped deps", "Skipped package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wheel", "sdist"})
    void aGivenPackageIsInstalledInsteadOfTheProjectWithWhatItsExtrasDependOn(String kind) throws Exception {
        Path file = built(kind, "optional-dependencies.more = ['iniconfig<2']\n");
        project.install(new InstallOptions(false, false, Optional.of(file)))
                .file("tox.ini", "[testenv]\npackage = editable\nextras = more\n")
                .setuptools("")
                .file("thing.py", "raise SystemExit('the sources')\n");

        PythonEnvironment made = project.ready("py");
        assertThat(distributions(made)).containsExactly("iniconfig 1.1.1", "thing 1.0");
        assertThat(python(made, "import thing; print(thing.answer)")).isEqualTo("42");
        assertThat(project.files()).doesNotContain("build", "thing.egg-info");
    }

    /** A package of the module that {@link PackagedProject#setuptools} writes. */
    private Path built(String kind, String metadata) throws Exception {
        try (PackagedProject other = new PackagedProject(folder.resolve("other"))) {
            other.file("tox.ini", "[testenv]\npackage = " + kind + "\n").setuptools(metadata);
            Path file = Path.of(other.ready("py").variables().get("TOX_PACKAGE"));
            return Files.copy(file, folder.resolve(file.getFileName().toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"thing-1.0-py3-none-any.whl", "thing-1.0.tar.gz"})
    void aGivenPackageThatIsNoneIsNamed(String name) throws Exception {
        Path broken = Files.writeString(folder.resolve(name), "not what it seems");
        project.install(new InstallOptions(false, false, Optional.of(broken)))
                .file("tox.ini", "[testenv]\n")
                .setuptools("");

        assertThat(project.failure("py")).contains(name);
    }

    @Test
    void whereThePythonThatBuildsIsMissingTheEnvironmentFails() throws Exception {
        project.file(
                        "tox.ini",
                        "[testenv]\npackage = wheel\nwheel_build_env = .pkg\n[testenv:.pkg]\nbase_python = python3.99\n")
                .setuptools("");

        assertThat(project.failure("py"))
                .contains("could not find python interpreter", "python3.99", "for package environment .pkg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[tox]\nskip_missing_interpreters = true\n", "[testenv]\nskip_missing_interpreters = true\n"})
    void orIsSkippedWhereMissingPythonsAreToBe(String setting) throws Exception {
        String ini = setting
                + (setting.startsWith("[testenv]") ? "" : "[testenv]\n")
                + "package = wheel\nwheel_build_env = .pkg\n[testenv:.pkg]\nbase_python = python3.99\n";
        project.file("tox.ini", ini).setuptools("");

        Provisioned provisioned = project.provision("py");

        assertThat(provisioned).isInstanceOfSatisfying(Provisioned.Skipped.class, skipped -> assertThat(
                        skipped.reason())
                .isEqualTo("could not find python interpreter with spec(s): python3.99 for package environment .pkg"));
        assertThat(project.steps.events).endsWith("Skipped package");
    }
}
