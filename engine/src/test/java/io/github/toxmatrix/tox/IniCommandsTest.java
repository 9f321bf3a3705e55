package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The words of a command and its prefixes, {@code -} and {@code !}. */
class IniCommandsTest extends ReadingCase {

    @Test
    void makesOneArgumentOfAQuoteThatDoesNotClose() {
        Reading reading = ini(
                """
                        [testenv]
                        commands = a "b c
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a '\"b c'"));
    }

    @Test
    void readsPrefixesOfCommands() {
        Reading reading = ini(
                """
                        [testenv]
                        commands =
                            -a
                            - b
                            ! c
                            !d
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("- a", "- b", "! c", "'!d'"));
    }

    @Test
    void takesAnExclamationMarkForAPrefixOnlyAsAWord() {
        Reading reading = ini(
                """
                        [testenv]
                        commands =
                            ! a
                            !b
                            -  c
                            - ! d
                            e \\# f
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("! a", "'!b'", "- c", "- '!' d", "e '#' f"));
    }

    @Test
    void putsACommandOnOneLineWhereItIsReferredTo() {
        Reading reading = ini(
                """
                        [testenv]
                        commands = echo "{env:LINES}"
                        description = {commands}
                        list_dependencies_command = echo {posargs}
                        """);

        reading.environ(Map.of("LINES", "a\nb")).posargs("c\nd", "e");
        assertThat(reading.value("py", "description")).isEqualTo("echo 'a b'");
        assertThat(reading.value("py", "list_dependencies_command")).isEqualTo("echo 'c d' e");
    }
}
