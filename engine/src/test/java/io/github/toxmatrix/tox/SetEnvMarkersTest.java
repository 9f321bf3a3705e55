package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Markers behind {@code ;} in lines of {@code set_env} (tox's {@code config/set_env.py}). */
class SetEnvMarkersTest extends ReadingCase {

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
    void pastesMarkersAsPythonWritesThem() {
        Reading reading = ini(
                """
                        [testenv]
                        description = {set_env}
                        set_env = A = x ; sys_platform == 'linux'
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("A=x; sys_platform == \"linux\"");
    }
}
