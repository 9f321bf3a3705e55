package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A {@code set_env} pasted into another one by a reference, and circles of them. */
class SetEnvPastedTest extends ReadingCase {

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
}
