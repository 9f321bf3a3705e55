package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sections and keys as Python's {@code configparser} finds them, and those that count for an environment. */
class IniSectionsTest extends ReadingCase {

    @Test
    void refusesAKeyThatIsThereTwice() {
        assertThatThrownBy(() ->
                        ini("""
                        [testenv]
                        deps = a
                        DEPS = b
                        """)
                                .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void refusesASectionThatIsThereTwice() {
        assertThatThrownBy(() ->
                        ini("""
                        [testenv]
                        [testenv]
                        """)
                                .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void takesAColonForAnEqualsSign() {
        Reading reading = ini(
                """
                        [testenv]
                        description: x
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("x");
    }

    @Test
    void takesAPercentSignAsItIs() {
        Reading reading = ini("[testenv]\ndescription = 100%% of %(x)s\n");

        assertThat(reading.value("py", "description")).isEqualTo("100%% of %(x)s");
    }

    @Test
    void dropsCommentLinesWithinValues() {
        Reading reading = ini(
                """
                        [testenv]
                        deps =
                            a
                        # comment
                        ; comment
                            b
                        """);

        assertThat(reading.value("py", "deps")).isEqualTo(List.of("a", "b"));
    }

    @Test
    void skipsAByteOrderMarkAndKeepsBlankLinesAndLaterSemicolons() {
        Reading reading = ini("\ufeff[testenv]\ncommands =\n    a ; b\n\n    c\n");

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a ';' b", "c"));
    }

    @Test
    void givesTheKeysOfDefaultToEverySection() {
        Reading reading = ini(
                """
                        [DEFAULT]
                        description = of default
                        [tox]
                        env_list = a
                        [testenv:a]
                        deps = x
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("of default");
    }

    @Test
    void givesNoKeysOfDefaultToSectionsThatTheFileLacks() {
        Reading reading = ini(
                """
                        [DEFAULT]
                        description = of default
                        env_list = a
                        [testenv:x]
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("py"));
        assertThat(reading.value("py", "description")).isEqualTo("");
        assertThat(reading.value("x", "description")).isEqualTo("of default");
    }

    @Test
    void readsTheFirstSectionThatNamesAnEnvironment() {
        Reading reading = ini(
                """
                        [testenv:{a,b}]
                        description = first
                        [testenv:a]
                        deps = x
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("first");
        assertThat(reading.value("a", "deps")).isEqualTo(List.of());
    }

    @Test
    void refusesABaseOfTheCoreThatRefersToItself() {
        Reading reading = ini(
                """
                        [tox]
                        base = {[tox]base}
                        """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini");
    }

    @Test
    void doesNotRegisterPackagingKeysWithoutAPackage() {
        Reading reading = ini(
                """
                        [tox]
                        no_package = true
                        [testenv]
                        skip_install = maybe
                        """);

        assertThat(reading.value("py", "package")).isEqualTo("skip");
    }
}
