package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names {@code -e} takes (tox's {@code session/env_select.py}); what is expected is what tox 4.67 answered. */
class AskedNamesTest {

    @TempDir
    Path folder;

    private Reading reading;

    @BeforeEach
    void configure() {
        reading = new Reading(folder)
                .with(
                        "tox.ini",
                        """
                        [tox]
                        env_list = py3{10,11}-foo, lint
                        no_package = true
                        [testenv]
                        deps =
                            bar: x
                            baz-qux: y
                        [testenv:one-two]
                        description = a section
                        """);
    }

    private List<String> asked(String name) {
        return reading.project().define(Selection.of(List.of(name), List.of(), List.of(), Optional.empty())).stream()
                .filter(DefinedEnvironment::selected)
                .map(DefinedEnvironment::name)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "py310-foo", // listed
                "py399-foo", // a Python, and a factor of env_list
                "py310-bar", // a factor of a condition
                "foo-bar",
                "qux-foo", // one of several of a condition
                "lint-foo",
                "one-two", // a section, whole
                "py310-foo-foo",
                "alpha-foo" // a pre-release
            })
    void areThoseOfFactorsThatAreKnownOrPythons(String name) {
        assertThat(asked(name)).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two-foo", "typing", "linux", "x86_64", "ALL-foo"})
    void areNoneOfFactorsThatNothingNames(String name) {
        assertThatThrownBy(() -> asked(name))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageStartingWith("provided environments not found in configuration file:\n" + name);
    }

    @ParameterizedTest
    @CsvSource({"py3.10-foo, py310-foo", "linux, lint"})
    void areToldTheNearestWhereTheyAreUnknown(String name, String near) {
        assertThatThrownBy(() -> asked(name)).hasMessageEndingWith("\n" + name + " - did you mean " + near + "?");
    }

    @Test
    void areAllToldThatAreUnknownAtOnce() {
        assertThatThrownBy(() -> asked("py310-foo,nope,lint,never"))
                .hasMessage("provided environments not found in configuration file:\nnope\nnever");
    }
}
