package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read while environments are being defined stays what it was then (tox's {@code session/env_select.py},
 * {@code _defined_envs}).
 */
class EnvironmentDefinitionTest {

    @TempDir
    Path folder;

    private Reading reading;

    @BeforeEach
    void project() {
        reading = new Reading(folder).with("pyproject.toml", "").python(3, 11);
    }

    @Test
    void aWheelHasTheVariablesReadBeforeLaterEnvironmentsHaveTheirKeys() {
        reading.with(
                "tox.ini",
                """
                [tox]
                env_list = a, b
                [testenv]
                package = wheel
                set_env =
                    P = {[testenv:a]package}
                    Q = {[testenv:b]package}
                """);

        assertThat(reading.setEnv("a")).isEqualTo(Map.of("P", "wheel", "Q", "{[testenv:b]package}"));
        assertThat(reading.setEnv("b")).isEqualTo(Map.of("P", "wheel", "Q", "wheel"));
    }

    @Test
    void otherPackagesHaveThemReadWhenAllEnvironmentsAreThere() {
        reading.with(
                "tox.ini",
                """
                [tox]
                env_list = a, b
                [testenv]
                set_env = Q = {[testenv:b]package}
                """);

        assertThat(reading.setEnv("a")).isEqualTo(Map.of("Q", "sdist"));
    }

    @Test
    void aVariableThatTheNameOfThePackageEnvironmentNeedsCannotPasteItself() {
        reading.with(
                "tox.ini",
                """
                [testenv]
                package_env = {env:NOPE:q}
                set_env = {env:NOPE}
                """);

        assertThatThrownBy(() -> reading.value("py", "package_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("circular chain between set_env NOPE")
                .hasMessageContaining("package_env");
    }

    @Test
    void envListIsReadBeforeSectionsNameEnvironments() {
        reading.with(
                "tox.ini",
                """
                [tox]
                env_list = a b
                [testenv:}]
                """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:2: [tox] env_list = a b");
    }

    @Test
    void aWheelHasWhatItsPackageEnvironmentWouldBeMadeWithRead() {
        reading.with(
                        "tox.toml",
                        """
                [env.a]
                package = "wheel"
                [env_pkg_base]
                disallow_pass_env = [1]
                """)
                .python(3, 11);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("disallow_pass_env");
    }

    @Test
    void aWheelHasThePlaceOfItsPackageEnvironmentRead() {
        reading.with(
                        "tox.toml",
                        """
                [env.a]
                package = "wheel"
                [env_pkg_base]
                env_dir = ""
                """)
                .python(3, 11);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.toml:4: env_pkg_base.env_dir");
    }

    @Test
    void aNameOfEnvListThatIsNoFolderIsToldWithItsSetting() {
        reading.with("tox.ini", "[tox]\nenv_list = .");

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:2: tox.env_list = .: environment name '.'");
    }

    @Test
    void aNameOfASectionThatIsNoFolderIsToldWithIt() {
        reading.with("tox.ini", "[testenv:.]");

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:1: [testenv:.]: environment name '.'");
    }

    @Test
    void theOneThatToxProvisionsItselfInRunsNothing() {
        reading.with(
                "tox.ini",
                """
                [tox]
                env_list = a
                provision_tox_env = a
                """);

        assertThat(reading.defaults()).containsExactly("py");
    }

    @Test
    void oneThatALabelAloneNamesCanBeReferredTo() {
        reading.with(
                "tox.toml",
                """
                labels = { all = ["b"] }
                env_list = ["a"]
                [env_run_base]
                description = "one of all"
                [env.a]
                commands = [["echo", { replace = "ref", env = "b", key = "description" }]]
                """);

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("echo 'one of all'"));
    }

    @Test
    void aReferenceMakesUpAnEnvironmentWithoutKeysOfItsOwn() {
        reading.with(
                "tox.toml",
                """
                [env_run_base]
                set_env = { A = "x{env_name}" }
                [env.b]
                set_env = { replace = "ref", env = "nope", key = "set_env" }
                """);

        assertThat(reading.setEnv("b")).isEqualTo(Map.of("A", "x{env_name}"));
    }

    @Test
    void aPythonCannotBeChosenByTheVersionItHas() {
        reading.with("tox.ini", "[testenv]\nbase_python = {py_dot_ver}\n");

        assertThatThrownBy(() -> reading.value("py", "base_python"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:2")
                .hasMessageContaining("base_python depends on itself");
    }

    @Test
    void aNameThatCanBeNoFolderIsToldWithTheSettingItStandsIn() {
        reading.with(
                "tox.ini",
                """
                [tox]
                env_list = a
                provision_tox_env = ../out
                """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining(
                        "tox.ini:3: tox.provision_tox_env = ../out: environment name '../out' is not a valid single path component");
    }
}
