package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where lines and entries of a value end: comments, continuation, commas, white space (tox's {@code config/loader/ini}). */
class IniLinesTest extends ReadingCase {

    @Test
    void cutsCommentsAnywhere() {
        Reading reading = ini(
                """
                        [testenv]
                        commands =
                            a#b
                            c # d
                            e \\# f
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a", "c", "e '#' f"));
    }

    @Test
    void continuesALineBeforeItsComment() {
        Reading reading = ini(
                """
                        [testenv]
                        commands =
                            a \\ # c
                              b
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a b"));
    }

    @Test
    void continuesOverACommentLine() {
        Reading reading = ini(
                """
                        [testenv]
                        commands =
                            a \\
                            # comment
                              b
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a b"));
    }

    @Test
    void splitsAtLinesIfThereIsOne() {
        Reading reading = ini(
                """
                        [testenv]
                        allowlist_externals =
                            A,B
                            C
                        """);

        assertThat(reading.value("py", "allowlist_externals")).isEqualTo(List.of("A,B", "C"));
    }

    @Test
    void splitsAtCommasOnOneLine() {
        Reading reading = ini(
                """
                        [testenv]
                        allowlist_externals = A,B
                        """);

        assertThat(reading.value("py", "allowlist_externals")).isEqualTo(List.of("A", "B"));
    }

    @Test
    void refusesBlanksInPassEnv() {
        Reading reading = ini(
                """
                        [testenv]
                        pass_env = A B
                        """);

        assertThatThrownBy(() -> reading.value("py", "pass_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void splitsCommandsAndVariablesAtLinesOnly() {
        Reading reading = ini(
                """
                        [testenv]
                        commands = a,b c
                        set_env = A=1,B=2
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a,b c"));
        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "1,B=2"));
    }

    @Test
    void trimsTheWhiteSpaceOfPython() {
        Reading reading = ini(
                """
                        [testenv]
                        description =\u00a0a\u2007b\u00a0
                        extras =
                            c\u00a0
                            \u202f
                        commands = d\u00a0e
                        deps = a: f
                            b:\u00a0g\u00a0# h
                        set_env = A\u00a0=\u00a01
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("a b");
        assertThat(reading.value("py", "extras")).isEqualTo(List.of("c"));
        assertThat(reading.value("py", "commands")).isEqualTo(List.of("'d\u00a0e'"));
        assertThat(reading.value("b", "deps")).isEqualTo(List.of("g"));
        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void convertsALineThatALaterOneReplaces() {
        Reading reading = ini(
                """
                        [tox]
                        labels =
                            t = }
                            t = a
                        """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("labels");
    }
}
