package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Host;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How names are generated and conditions hold (tox's {@code config/loader/ini/factor.py}). */
class IniFactorsTest {

    @TempDir
    Path folder;

    private Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    @Test
    void keepsTheDashBeforeAnEmptyAlternative() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py310-{,b}
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("py310-", "py310-b"));
    }

    @Test
    void countsRangesUpAndDown() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = {9-12}, x{12-9}, y{9-11,14}
                        """);

        assertThat(reading.defaults())
                .isEqualTo(List.of("9", "10", "11", "12", "x12", "x11", "x10", "x9", "y9", "y10", "y11", "y14"));
    }

    @Test
    void endsOpenRangesAtTheVersionsThatToxKnows() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py3{14-}, z{-12}
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("py314", "py315", "z11", "z12"));
    }

    @Test
    void needsNoBraceForARange() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = 1-3,x
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("1", "2", "3", "x"));
    }

    @Test
    void leavesNumbersInANameAlone() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py-django-4-2,
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("py-django-4-2"));
    }

    @Test
    void namesEachEnvironmentOnce() {
        Reading reading = ini(
                """
                        [tox]
                        env_list =
                            a, b
                            b, a, c
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void trimsAlternatives() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = x-{ a , b }
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("x-a", "x-b"));
    }

    @Test
    void takesOnlyAColonBeforeABlankForACondition() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a
                        [testenv]
                        commands =
                            a https://x
                            a:x y
                        """);

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("a https://x", "a:x y"));
    }

    @Test
    void keepsALineWhoseBeginningIsNoExpression() {
        Reading reading = ini(
                """
                        [testenv]
                        commands = git+https://a b: c
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("git+https://a b: c"));
    }

    @Test
    void comparesGlobsInConditionsAsText() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = py311
                        [testenv]
                        description =
                            py3*: x
                        """);

        assertThat(reading.value("py311", "description")).isEqualTo("");
    }

    @Test
    void negatesOneFactorOnly() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a-b, b, a
                        [testenv]
                        description = !a-b: x
                        """);

        assertThat(reading.value("a-b", "description")).isEqualTo("");
        assertThat(reading.value("b", "description")).isEqualTo("x");
        assertThat(reading.value("a", "description")).isEqualTo("");
    }

    @Test
    void negatesEachAlternativeOfBracesSoThatOneOfThemHolds() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, b, c
                        [testenv]
                        description = !{a,b}: x
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("x");
        assertThat(reading.value("b", "description")).isEqualTo("x");
        assertThat(reading.value("c", "description")).isEqualTo("x");
    }

    @Test
    void dropsWhatContinuesALineThatDoesNotApply() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, b
                        [testenv]
                        commands =
                            a: one \\
                              two
                            three
                        """);

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("one two", "three"));
        assertThat(reading.value("b", "commands")).isEqualTo(List.of("three"));
    }

    @Test
    void readsNoConditionOverSeveralLines() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, b
                        [testenv]
                        deps =
                            a:
                              x
                        """);

        assertThat(reading.value("a", "deps")).isEqualTo(List.of("", "x"));
        assertThat(reading.value("b", "deps")).isEqualTo(List.of("x"));
    }

    @Test
    void inheritsWhereNothingAppliesHere() {
        Reading reading = ini(
                """
                        [testenv]
                        deps = base
                        [testenv:x]
                        deps = foo: a
                        """);

        assertThat(reading.value("x", "deps")).isEqualTo(List.of("base"));
    }

    @Test
    void splitsNamesWithSeveralVersions() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = 3.11-x
                        """);

        assertThat(reading.value("3.11-x", "base_python")).isEqualTo(List.of("3.11"));
    }

    @Test
    void refusesABraceThatDoesNotCloseInItsLine() {
        Reading reading = ini(
                """
                        [tox]
                        env_list =
                            a-{b,
                            c}-d
                        """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:2")
                .hasMessageContaining("not a factor expression: a-{b");
    }

    @Test
    void holdsForThePlatformAndForTheMachineUnlessTheNameHasOne() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, a-arm64
                        [testenv]
                        deps =
                            %s: platform
                            %s: machine
                            a: both
                        """
                        .formatted(Host.platform(), Host.machine()));

        assertThat(reading.value("a", "deps")).isEqualTo(List.of("platform", "machine", "both"));
        if (!Host.machine().equals("arm64")) {
            assertThat(reading.value("a-arm64", "deps")).isEqualTo(List.of("platform", "both"));
        }
    }

    @Test
    void trimsWhatFollowsACondition() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a
                        [testenv]
                        description = <{[x]text}>
                        [x]
                        text =
                            a:    one\t
                            two
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("<one two>");
    }
}
