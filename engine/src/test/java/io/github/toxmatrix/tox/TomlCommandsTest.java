package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands in TOML are lists of words: what becomes of positional arguments, prefixes and what is no word. */
class TomlCommandsTest extends ReadingCase {

    @Test
    void spreadsPositionalArgumentsOnlyByExtend() {
        Reading reading =
                toml("""
                        env_list = ["a"]
                        [env_run_base]
                        commands = [["x", { replace = "posargs", default = ["d"], extend = true }]]
                        """)
                        .posargs("p", "q");

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("x p q"));
    }

    @Test
    void refusesPositionalArgumentsInALink() {
        Reading reading = toml(
                """
                        env_list = ["a"]
                        [env_run_base]
                        commands = [["x", { replace = "posargs", default = ["d"] }]]
                        """);

        assertThatThrownBy(() -> reading.value("a", "commands"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void keepsPositionalArgumentsInOneArgument() {
        Reading reading = toml(
                """
                        env_list = ["a"]
                        [env_run_base]
                        commands = [["x", "{posargs:p q}"]]
                        """);

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("x 'p q'"));
    }

    @Test
    void takesATextForTheCharactersOfTheArgumentsItStandsFor() {
        Reading reading = toml(
                """
                        [env_run_base]
                        commands = [["echo", { replace = "posargs", default = "ab", extend = true }]]
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("echo a b"));
    }

    @Test
    void dropsEmptyCommandsAndReadsPrefixesApartOnly() {
        Reading reading = toml(
                """
                        env_list = ["a"]
                        [env_run_base]
                        commands = [[], ["-", "x"], ["!", "y"], ["-echo"]]
                        """);

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("- x", "! y", "-echo"));
    }

    @Test
    void printsWhateverAWordOfTheOnlyCommandOfASettingIs() {
        Reading reading = toml("[env_run_base]\nlist_dependencies_command = [\"a\", 1, true, {}]\n");

        assertThat(reading.value("py", "list_dependencies_command")).isEqualTo("a 1 True '{}'");
    }
}
