package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code set_env} holds for the settings that read it, and how they fail where it does. */
class SetEnvReadersTest extends ReadingCase {

    @Test
    void knowsNoNameOfItsEnvironmentWhereTheRunnerReadsIt() {
        Reading reading = ini(
                """
                        [testenv]
                        runner = {env:RUNNER:virtualenv}
                        set_env =
                            A{env_name} = {env_name}
                        """);

        assertThat(reading.value("py", "set_env")).isEqualTo(Map.of("A{env_name}", "py", "PYTHONIOENCODING", "utf-8"));
    }

    @Test
    void staysWithoutToxsVariablesWhereTheRunnerReadsIt() {
        Reading reading = ini(
                """
                        [testenv]
                        runner = {env:RUNNER:virtualenv}
                        set_env = A={env:TOX_ENV_NAME:none}
                        """);

        assertThat(reading.value("py", "set_env")).isEqualTo(Map.of("A", "none", "PYTHONIOENCODING", "utf-8"));
    }

    @Test
    void staysWithoutToxsVariablesWhereBaseReadsIt() {
        Reading reading = ini(
                """
                        [testenv:a]
                        base = {env:A:common}
                        set_env = B=own
                        [common]
                        set_env = C=common
                        """);

        assertThat(reading.value("a", "set_env")).isEqualTo(Map.of("B", "own", "PYTHONIOENCODING", "utf-8"));
    }

    @Test
    void doesNotMoveArgumentsOfAnEnvironmentThatBuilds() {
        Reading reading =
                ini("""
                        [testenv:.pkg]
                        set_env = A={posargs:none}
                        change_dir =
                        """)
                        .with("setup.py", "");

        assertThat(reading.setEnv(".pkg")).isEqualTo(Map.of("A", "none"));
    }

    @Test
    void cannotBeMadeOfWhatTheInterpreterItIsForSays() {
        Reading reading =
                ini("""
                        [testenv]
                        set_env = A={py_dot_ver}
                        """)
                        .python(3, 11);

        assertThatThrownBy(() -> reading.value("py", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini");
    }

    @Test
    void mayNameTheFilesOfItsEnvironment() {
        Reading reading =
                ini("""
                        [testenv]
                        set_env =
                            A={env_python}
                            B={py_dot_ver}
                        """)
                        .python(3, 11);

        assertThat(reading.setEnv("py")).containsEntry("B", "3.11");
    }

    @Test
    void isNamedWhereAnotherSettingNeedsAVariable() {
        Reading reading = ini(
                """
                        [testenv]
                        description = {env:A}
                        setenv = A = {env:}
                        """);

        assertThatThrownBy(() -> reading.value("py", "description"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:3: py.setenv = A = {env:}");
    }

    @Test
    void isNamedWhereAnotherSettingNeedsAFile() {
        Reading reading = ini(
                """
                        [testenv]
                        description = {env:A}
                        setenv = file|none
                        """);

        assertThatThrownBy(() -> reading.value("py", "description"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:3: py.setenv = file|none")
                .hasMessageContaining("does not exist");
    }

    @Test
    void isNamedWhereOneOfItsVariablesNeedsAnInterpreterThatIsMissing() {
        Reading reading =
                ini("""
                        [testenv]
                        base_python = python3.9
                        description = {env:A}
                        set_env = A = {py_dot_ver}
                        """)
                        .hostPythonOnly(3, 11);

        assertThatThrownBy(() -> reading.value("py", "description"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("python3.9")
                .hasMessageEndingWith("; needed for py.set_env; needed for py.description");
    }

    @Test
    void failsForThePlacesOfAnInterpreterWhereALineIsNone() {
        Reading reading = ini(
                """
                        [testenv]
                        description = {env_bin_dir}
                        set_env = {[nope]set_env}
                        """);

        assertThatThrownBy(() -> reading.value("py", "description"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:3: py.set_env = {[nope]set_env}: invalid line");
    }
}
