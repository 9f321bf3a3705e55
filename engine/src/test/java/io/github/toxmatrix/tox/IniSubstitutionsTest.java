package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Braces that refer to no setting: variables, positional arguments, globs, separators. */
class IniSubstitutionsTest extends ReadingCase {

    @Test
    void asksSetEnvBeforeTheProcess() {
        Reading reading =
                ini("""
                        [testenv]
                        set_env =
                            A = one
                            B = {env:B}
                        description = {env:A} {env:B} {env:NOPE}
                        """)
                        .environ(Map.of("A", "process", "B", "host"));

        assertThat(reading.value("py", "description")).isEqualTo("one host");
        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "one", "B", "host"));
    }

    @Test
    void refusesVariablesThatGoRound() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env =
                            A = {env:B}
                            B = {env:A}
                        """);

        assertThatThrownBy(() -> reading.value("py", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void refusesAVariableWithoutAName() {
        Reading reading = ini(
                """
                        [testenv]
                        description = {env:}
                        """);

        assertThatThrownBy(() -> reading.value("py", "description"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void expandsWhatVariablesOfTheProcessHold() {
        Reading reading =
                ini("""
                        [testenv]
                        description = {env:A}
                        """)
                        .environ(Map.of("A", "{env_name}"));

        assertThat(reading.value("py", "description")).isEqualTo("py");
    }

    @Test
    void readsOnlyTheProcessInTheCore() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = {env:A:b}
                        [testenv]
                        set_env = A=a
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("b"));
    }

    @Test
    void takesBracketsForPositionalArguments() {
        Reading reading =
                ini("""
                        [testenv]
                        commands = a []
                        """)
                        .posargs("b c");

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a 'b c'"));
    }

    @Test
    void takesBracketsForPositionalArgumentsInDependenciesToo() {
        Reading reading = ini("[testenv]\ndeps = pkg[]\n").posargs("==1");

        assertThat(reading.value("py", "deps")).isEqualTo(List.of("pkg==1"));
    }

    @Test
    void doesNotExpandPositionalArguments() {
        Reading reading =
                ini("""
                        [testenv]
                        commands = a {posargs}
                        """)
                        .posargs("{env_name}");

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a '{env_name}'"));
    }

    @Test
    void knowsSeparators() {
        Reading reading = ini(
                """
                        [testenv]
                        description = a{/}b{:}c {tty:x:y}
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("a/b:c y");
    }

    @Test
    void sortsTheFilesOfAGlob() throws IOException {
        Files.createDirectories(folder.resolve("sub/deep"));
        for (String file : List.of("b.txt", "a.txt", "c.py", ".hidden.txt", "sub/d.txt", "sub/deep/e.txt")) {
            Files.writeString(folder.resolve(file), "");
        }
        Reading reading = ini(
                """
                        [testenv]
                        description = {glob:*.txt}
                        commands =
                            x {glob:*.txt} {glob:no*:none} {glob:sub/*.txt}
                            y {glob:**/*.txt}
                        """);

        assertThat(reading.value("py", "description")).isEqualTo(at("a.txt") + " " + at("b.txt"));
        assertThat(reading.value("py", "commands"))
                .isEqualTo(List.of(
                        "x " + at("a.txt") + " " + at("b.txt") + " none " + at("sub/d.txt"),
                        "y " + at("a.txt") + " " + at("b.txt") + " " + at("sub/d.txt") + " " + at("sub/deep/e.txt")));
    }

    private String at(String file) {
        return folder.resolve(file).toString();
    }
}
