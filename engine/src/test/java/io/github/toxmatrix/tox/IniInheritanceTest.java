package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a setting comes from that a section lacks (tox's {@code config/source/api.py}). */
class IniInheritanceTest {

    @TempDir
    Path folder;

    private Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    @Test
    void replacesTestenvByBase() {
        Reading reading = ini(
                """
                        [testenv]
                        description = t
                        deps = t
                        [common]
                        deps = c
                        [testenv:a]
                        base = common
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("");
        assertThat(reading.value("a", "deps")).isEqualTo(List.of("c"));
    }

    @Test
    void triesABaseAsASectionAndAsAnEnvironment() {
        Reading reading = ini(
                """
                        [testenv:b]
                        description = of b
                        [testenv:a]
                        base = b
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("of b");
    }

    @Test
    void readsABaseThatAsksForItsOwnEnvironmentBeforeItHasOtherSettings() {
        Reading reading = ini(
                """
                        [testenv:{a}]
                        base = {[testenv:a]deps}
                        deps = of a
                        [testenv:{b}]
                        base = {[testenv:b]nothing:common}
                        [common]
                        deps = of common
                        """);

        assertThat(reading.value("a", "base")).isEqualTo(List.of("{[testenv:a]deps}"));
        assertThat(reading.value("a", "deps")).isEqualTo(List.of("of a"));
        assertThat(reading.value("b", "deps")).isEqualTo(List.of("of common"));
    }

    @Test
    void followsNoBaseOfABase() {
        Reading reading = ini(
                """
                        [testenv]
                        base = common
                        [common]
                        description = no
                        [testenv:a]
                        deps = x
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("");
    }

    @Test
    void takesAValueWhole() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env = A=1
                        [testenv:a]
                        set_env = B=2
                        """);

        assertThat(reading.setEnv("a")).isEqualTo(Map.of("B", "2"));
    }

    @Test
    void takesAGeneratedSectionForOwnAndNoPrefix() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py310, py310-x
                        [testenv]
                        description = base
                        [testenv:py{310,311}]
                        description = own
                        """);

        assertThat(reading.value("py310", "description")).isEqualTo("own");
        assertThat(reading.value("py310-x", "description")).isEqualTo("base");
    }
}
