package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that {@code set_env} names by {@code file|}, among its lines. */
class SetEnvFilesTest extends ReadingCase {

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
}
