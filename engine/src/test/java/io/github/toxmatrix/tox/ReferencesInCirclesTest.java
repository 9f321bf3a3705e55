package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References that lead to themselves (tox's {@code config/loader/replacer.py}, {@code MAX_REPLACE_DEPTH}). */
class ReferencesInCirclesTest {

    @TempDir
    Path folder;

    private Reading reading;

    @BeforeEach
    void project() {
        reading = new Reading(folder);
    }

    @Test
    void areReplacedAHundredTimesAfterWhichAllStandAsTheyAreWritten() {
        reading.with("tox.ini", "[testenv]\ncommands = {[testenv]commands}{/}\n");

        assertThat(reading.value("py", "commands"))
                .isEqualTo(List.of("'{[testenv]commands}" + "{/}".repeat(102) + "'"));
    }

    @Test
    void doSoInOtherSettingsToo() {
        reading.with("tox.ini", "[testenv]\ndescription = {[testenv]description}{/}\n");

        assertThat(reading.value("py", "description")).isEqualTo("{[testenv]description}" + "{/}".repeat(102));
    }

    @Test
    void areTextOfOneValueOnly() {
        reading.with(
                "tox.toml",
                """
                [env_run_base]
                commands = [["{[env_run_base]x}", "{env:A}"]]
                x = "{[env_run_base]x}"
                set_env = { A = "a" }
                """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("'{[env_run_base]x}' a"));
    }

    @Test
    void ofPastedLinesPutTheirOwnAfterThoseOfTheirPastedLines() {
        reading.with(
                "tox.ini",
                """
                [testenv]
                set_env = {[common]set_env}
                commands = {set_env}
                [common]
                set_env =
                    {env_name}=x
                    A=
                """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("py=x", "A="));
    }

    @Test
    void areNoneWhereABraceInAPastedNameIsNotClosed() {
        reading.with("tox.ini", "[testenv]\nset_env = {[common]set_env}\n[common]\nset_env = {=x\n");

        assertThat(reading.setEnv("py")).isEqualTo(Map.of("{", "x"));
    }
}
