package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Types, keys and ends of lines, of which tox converts none in TOML ({@code config/loader/toml}). */
class TomlValuesTest extends ReadingCase {

    @Test
    void refusesAnotherType() {
        Reading reading = toml(
                """
                        env_list = ["a"]
                        [env_run_base]
                        ignore_errors = "true"
                        """);

        assertThatThrownBy(() -> reading.value("a", "ignore_errors"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.toml:3: env_run_base.ignore_errors = 'true': ");
    }

    @Test
    void refusesAListInAString() {
        assertThatThrownBy(() -> toml("""
                        env_list = "a,b"
                        """)
                        .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void takesAliasesButNoOtherCase() {
        Reading reading = toml(
                """
                        envlist = ["a"]
                        [env_run_base]
                        setenv = { A = "1" }
                        Description = "x"
                        """);

        assertThat(reading.setEnv("a")).isEqualTo(Map.of("A", "1"));
        assertThat(reading.value("a", "description")).isEqualTo("");
    }

    @Test
    void takesACarriageReturnAloneForTheEndOfALine() {
        Reading reading = toml("[env_run_base]\r\r\n# comment\rdescription = '''a\rb'''\n");

        assertThat(reading.value("py", "description")).isEqualTo("a b");
    }

    @Test
    void readsTheBuildSystemAsItsToolsDoWhichTakeNoSuchEndOfALine() {
        Reading reading = new Reading(folder)
                .with("pyproject.toml", "[tool.tox]\r\r\nenv_list = ['py']\n[build-system]\nrequires = []\n");

        assertThat(reading.toxError(".pkg", "fresh_subprocess"))
                .contains("pyproject.toml:1: invalid TOML at column 11");
        assertThat(reading.value("py", "package_env")).isEqualTo(".pkg");
    }
}
