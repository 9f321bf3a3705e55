package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines of {@code deps} and {@code constraints}, which have to stay what pip would read. */
class RequirementLinesTest extends ReadingCase {

    @Test
    void refusesAReferenceThatChangesTheWordsOfARequirement() {
        Reading reading = ini(
                """
                        [testenv]
                        deps =
                            pytest{env:VERSION:}
                            flask {env:MORE:}
                        """);

        assertThatThrownBy(() -> reading.value("py", "deps"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini")
                .hasMessageContaining("cannot change pip options");
    }

    @Test
    void refusesAReferenceThatAddsAnOptionToARequirement() {
        Reading reading = ini(
                """
                        [testenv]
                        deps = pytest{env:MORE}
                        """);

        assertThatThrownBy(() -> reading.environ(Map.of("MORE", " --pre")).value("py", "deps"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("cannot change pip options");
        assertThat(reading.environ(Map.of("MORE", "==8")).value("py", "deps")).isEqualTo(List.of("pytest==8"));
    }

    @Test
    void takesOptionsFromAReferenceOnALineOfItsOwn() {
        Reading reading = ini(
                """
                        [testenv]
                        deps =
                            {env:MORE}
                            pytest
                        """);

        assertThat(reading.environ(Map.of("MORE", "--pre")).value("py", "deps")).isEqualTo(List.of("--pre", "pytest"));
    }

    @Test
    void refusesAReferenceThatChangesTheWordsOfAConstraint() {
        Reading reading = toml(
                """
                        [env_run_base]
                        constraints = ["c.txt {env:MORE}"]
                        """);

        assertThatThrownBy(() -> reading.value("py", "constraints"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.toml")
                .hasMessageContaining("cannot change pip options");
    }

    @Test
    void takesOneArgumentOnALineOfConstraints() {
        Reading reading = ini(
                """
                        [testenv]
                        constraints = a b
                        [testenv:e]
                        constraints = a -ec
                        [testenv:z]
                        constraints = #
                            \\
                        [testenv:x]
                        constraints = 'a
                        [testenv:y]
                        constraints = a
                        """);

        assertThat(reading.value("y", "constraints")).isEqualTo(List.of("a"));
        assertThatThrownBy(() -> reading.value("py", "constraints")).hasMessageContaining("unrecognized arguments: b");
        assertThatThrownBy(() -> reading.value("x", "constraints")).isInstanceOf(ToxConfigurationException.class);
        assertThatThrownBy(() -> reading.value("e", "constraints")).hasMessageContaining("(-c -e c)");
        assertThatThrownBy(() -> reading.value("z", "constraints")).hasMessageContaining("expected one argument");
    }

    @Test
    void needsNothingWhereARequirementIsOnlyContinued() {
        Reading reading = ini("[testenv]\ndeps = \\\n");

        assertThat(reading.value("py", "deps")).isEqualTo(List.of());
    }

    @Test
    void dropsTwoBlankEntriesAtTheEndOfRequirementsAndKeepsOthers() {
        Reading reading = toml(
                """
                        [env_run_base]
                        constraints = ["c.txt", "", ""]
                        deps = ["pytest", "", "", ""]
                        """);

        assertThat(reading.value("py", "constraints")).isEqualTo(List.of("c.txt"));
        assertThat(reading.value("py", "deps")).isEqualTo(List.of("pytest", ""));
    }
}
