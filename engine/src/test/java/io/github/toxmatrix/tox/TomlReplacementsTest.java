package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Tables with {@code replace}: of a variable, a glob, a condition, or of nothing that tox knows. */
class TomlReplacementsTest extends ReadingCase {

    @Test
    void takesNothingForAVariableThatIsMissing() {
        Reading reading = toml(
                """
                        env_list = ["a"]
                        [env_run_base]
                        description = { replace = "env", name = "NOPE" }
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("");
    }

    @Test
    void refusesAReplacementForAWholeSetEnv() {
        Reading reading = toml(
                """
                        env_list = ["a"]
                        [env_run_base]
                        set_env = { replace = "env", name = "X" }
                        """);

        assertThatThrownBy(() -> reading.value("a", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void joinsTheFilesOfAGlobInAVariable() {
        Reading reading = new Reading(folder)
                .with("x.txt", "")
                .with(
                        "tox.toml",
                        """
                        [env_run_base]
                        set_env = { A = { replace = "glob", pattern = "*.t?t", extend = true }, B = { replace = "glob", pattern = "no*", extend = true } }
                        """);

        assertThat(reading.setEnv("py"))
                .isEqualTo(Map.of("A", folder.resolve("x.txt").toString(), "B", ""));
    }

    @Test
    void extendsByTheTextThatStandsForAnEmptyGlob() {
        Reading reading = toml(
                """
                        [env_run_base]
                        extras = ["a", { replace = "glob", pattern = "no*", default = "b", extend = true }]
                        """);

        assertThat(reading.value("py", "extras")).isEqualTo(List.of("a", "b"));
    }

    @Test
    void readsNoGlobBeforeTheVariableItStandsFor() {
        Reading reading = toml(
                """
                        [env_run_base]
                        set_env = { A = "x", B = { replace = "glob", pattern = "" } }
                        description = "{env:A}"
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("x");
    }

    @Test
    void choosesByConditions() {
        Reading reading = toml(
                """
                        env_list = ["a", "b"]
                        [env_run_base]
                        description = { replace = "if", condition = "factor.a and not env.NOPE", then = "yes" }
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("yes");
        assertThat(reading.value("b", "description")).isEqualTo("");
    }

    @Test
    void takesAnUnknownReplacementForATable() {
        Reading reading = toml(
                """
                        env_list = ["a"]
                        [env_run_base]
                        description = { replace = "nope" }
                        """);

        assertThatThrownBy(() -> reading.value("a", "description"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void takesAReferenceThatNamesNeitherEnvironmentNorPathForATable() {
        Reading reading = toml(
                """
                [env.b]
                set_env = { replace = "ref", env = "", key = "" }
                """);

        assertThat(reading.value("b", "set_env"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("replace", "ref")
                .containsEntry("env", "");
    }
}
