package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tox adds to the variables of an environment (tox's {@code tox_env/api.py}, {@code tox_env/python}). */
class EnvironmentVariablesTest {

    @TempDir
    Path folder;

    private Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    @Test
    void addsTheVariablesOfToxAfterThoseOfTheFile() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env = A=1
                        """);

        Map<?, ?> variables = (Map<?, ?>) reading.value("py", "set_env");

        String place = folder.resolve(".tox/py").toString();
        assertThat(variables.get("A")).isEqualTo("1");
        assertThat(variables.get("PIP_DISABLE_PIP_VERSION_CHECK")).isEqualTo("1");
        assertThat(variables.get("PIP_USER")).isEqualTo("0");
        assertThat(variables.get("PYTHONIOENCODING")).isEqualTo("utf-8");
        assertThat(variables.get("TOX_ENV_NAME")).isEqualTo("py");
        assertThat(variables.get("TOX_WORK_DIR"))
                .isEqualTo(folder.resolve(".tox").toString());
        assertThat(variables.get("TOX_ENV_DIR")).isEqualTo(place);
        assertThat(variables.get("VIRTUAL_ENV")).isEqualTo(place);
    }

    @Test
    void letsAFileChooseSomeOfThemOnly() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env =
                            PIP_DISABLE_PIP_VERSION_CHECK=0
                            PYTHONHASHSEED=7
                            PIP_USER=1
                            TOX_ENV_NAME=other
                        """);

        Map<?, ?> variables = (Map<?, ?>) reading.value("py", "set_env");

        assertThat(variables.get("PIP_DISABLE_PIP_VERSION_CHECK")).isEqualTo("0");
        assertThat(variables.get("PYTHONHASHSEED")).isEqualTo("7");
        assertThat(variables.get("PIP_USER")).isEqualTo("0");
        assertThat(variables.get("TOX_ENV_NAME")).isEqualTo("py");
    }

    @Test
    void passesItsOwnVariablesToo() {
        Reading reading = ini(
                """
                        [testenv]
                        pass_env =
                            ZED
                            HOME
                            zed
                            ZED
                        """);

        List<?> passed = (List<?>) reading.value("py", "pass_env");

        assertThat(passed.stream().map(Object::toString).toList())
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("ZED", "zed", "HOME", "PIP_*", "VIRTUALENV_*", "LANG", "https_proxy");
    }

    /** What needs no interpreter can be told all the same. */
    @Test
    void failsForThePlacesOfAnInterpreterThatIsMissing() {
        Reading reading =
                ini("""
                        [tox]
                        env_list = py399
                        [testenv]
                        description = fine
                        commands = {envpython}
                        commands_pre = {envbindir}/x
                        commands_post = {envsitepackagesdir}/x
                        set_env = A={envsitepackagesdir}
                        """)
                        .hostPythonOnly(3, 11);

        assertThat(reading.defaults()).isEqualTo(List.of("py399"));
        assertThat(reading.value("py399", "description")).isEqualTo("fine");
        assertThat(reading.value("py399", "env_dir"))
                .isEqualTo(folder.resolve(".tox/py399").toString());
        for (String key : List.of("commands", "commands_pre", "commands_post", "set_env", "env_python")) {
            assertThatThrownBy(() -> reading.value("py399", key))
                    .isInstanceOf(ToxConfigurationException.class)
                    .hasMessageContaining("tox.ini")
                    .hasMessageContaining("failed to find interpreter for Builtin discover of python_spec='py399'");
        }
    }

    @Test
    void failsForADescriptionThatNamesAnInterpreterThatIsMissing() {
        Reading reading =
                ini("""
                        [tox]
                        env_list = py399
                        [testenv]
                        description = by {envpython}
                        """)
                        .hostPythonOnly(3, 11);

        assertThat(reading.defaults()).isEqualTo(List.of("py399"));
        assertThatThrownBy(() -> reading.value("py399", "description"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:3")
                .hasMessageContaining("python_spec='py399'");
    }
}
