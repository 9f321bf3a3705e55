package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of {@code set_env} (tox's {@code config/set_env.py}). */
class SetEnvRulesTest {

    @TempDir
    Path folder;

    private Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    @Test
    void leavesOutWhatAMarkerExcludes() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env =
                            A=1; sys_platform == "none"
                            B=2; sys_platform != "none"
                        """);

        assertThat(reading.setEnv("py")).isEqualTo(Map.of("B", "2"));
    }

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
    void readsPastedLinesApartFromTheVariableTheyAreReadFor() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env = {env:LINE}
                        description = <{env:LINE}>
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("<>");
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
    void refusesASemicolonBeforeNoMarker() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env = A=a;b
                        """);

        assertThatThrownBy(() -> reading.value("py", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void refusesTheMarkerOfAVariableThatIsSetAgain() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env =
                            A=a;b
                            A=c
                        """);

        assertThatThrownBy(() -> reading.value("py", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void keepsSemicolonsThatAreEscapedOrQuoted() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env =
                            A=a\\;b
                            B="c;d"
                        """);

        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "a;b", "B", "\"c;d\""));
    }

    @Test
    void readsAFileOverTheLinesBeforeIt() {
        Reading reading =
                ini("""
                        [testenv]
                        set_env =
                            A=1
                            file|vars
                            B=2
                        """)
                        .with("vars", "A=f;x\nB=f\nexport C='q'\n");

        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "f;x", "B", "2", "C", "'q'"));
    }

    @Test
    void refusesAFileThatIsMissing() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env = file|none
                        """);

        assertThatThrownBy(() -> reading.value("py", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void cannotPasteItselfByWayOfAnotherEnvironment() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, b
                        [testenv:a]
                        setenv = {[testenv:b]set_env}
                        [testenv:b]
                        setenv = {[testenv:a]set_env}
                        """);

        assertThatThrownBy(() -> reading.value("a", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("circular chain detected testenv:a.set_env");
    }

    @Test
    void cannotPasteItselfByTheNameOfItsOwnEnvironment() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py
                        [testenv]
                        setenv = {[testenv:py]set_env}
                        """);

        assertThatThrownBy(() -> reading.value("py", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:4: py.setenv")
                .hasMessageContaining("circular chain detected testenv.set_env");
    }

    @Test
    void pastesMarkersAsPythonWritesThem() {
        Reading reading = ini(
                """
                        [testenv]
                        description = {set_env}
                        set_env = A = x ; sys_platform == 'linux'
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("A=x; sys_platform == \"linux\"");
    }

    @Test
    void cannotPasteTheSectionThatItComesFrom() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, b
                        [testenv]
                        setenv = b: {[testenv:a]set_env}
                        """);

        assertThatThrownBy(() -> reading.value("b", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("circular chain detected testenv.set_env");
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
    void pastesLinesBelowItsOwn() {
        Reading reading = ini(
                """
                        [base]
                        set_env =
                            A=base
                            B=base
                        [testenv]
                        set_env =
                            A=own
                            {[base]set_env}
                        """);

        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "own", "B", "base"));
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
    void listsLinesBeforeWhatAFileAdds() {
        Reading reading =
                ini("""
                        [testenv]
                        set_env =
                            file|vars.env
                            A=1
                        description = {set_env}
                        """)
                        .with("vars.env", "B=2\n");

        assertThat(reading.value("py", "description")).isEqualTo("A=1 B=2");
    }

    @Test
    void letsAFileWinOverLinesAfterTheNextFile() {
        Reading reading =
                ini("""
                        [testenv]
                        set_env =
                            file|one.env
                            A=line
                            file|two.env
                            B=line
                        """)
                        .with("one.env", "A=one\nB=one\n")
                        .with("two.env", "C=two\n");

        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "line", "B", "one", "C", "two"));
    }

    @Test
    void refusesALineThatPastesItselfWithMore() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env = {[common]set_env}
                        [common]
                        set_env = {[common]set_env} \\# more
                        """);

        assertThatThrownBy(() -> reading.value("py", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini")
                .hasMessageContaining("circular");
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
}
