package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** There is no interpreter: what needs none can be told all the same. */
    @Test
    void failsForThePlacesOfAnInterpreterThatIsMissing() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py27
                        [testenv]
                        description = fine
                        commands = {envpython} {envbindir}/x
                        set_env = A={envsitepackagesdir}
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("py27"));
        assertThat(reading.value("py27", "description")).isEqualTo("fine");
    }
}
