package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which environments an INI file names, in which order, and which names there cannot be. */
class IniEnvironmentsTest extends ReadingCase {

    @Test
    void listsSectionsBeforeConditionsAndLabelsLast() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a
                        labels =
                            t = last
                        [testenv]
                        deps = cond: x
                        [testenv:sec]
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("a"));
        assertThat(reading.additional()).isEqualTo(List.of("sec", "cond", "last"));
    }

    @Test
    void makesAnEnvironmentOfADescriptionWithAColon() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a
                        [testenv]
                        description = note: see
                        """);

        assertThat(reading.additional()).isEqualTo(List.of("note"));
        assertThat(reading.value("note", "description")).isEqualTo("see");
        assertThat(reading.value("a", "description")).isEqualTo("");
    }

    @Test
    void makesAnEnvironmentOfAConditionWithAllItsFactors() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a-b
                        [testenv]
                        deps =
                            py310-foo: dep
                            !bar: x
                            a: y
                        """);

        assertThat(reading.additional()).isEqualTo(List.of("py310-foo", "bar"));
    }

    @Test
    void addsEnvironmentsOfPlatformsAndGlobs() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a
                        [testenv]
                        deps =
                            py3*: x
                            linux: y
                        """);

        assertThat(reading.additional()).isEqualTo(List.of("py3*", "linux"));
    }

    @Test
    void leavesOutTheEnvironmentThatToxProvisionsItselfIn() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, b
                        provision_tox_env = a
                        """);

        assertThat(reading.defaults()).containsExactly("b");
    }

    @Test
    void refusesToRunThePackageEnvironment() {
        assertThatThrownBy(() ->
                        ini("""
                        [tox]
                        env_list = .pkg, a
                        """)
                                .with("setup.py", "")
                                .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void refusesAnEmptyName() {
        assertThatThrownBy(() ->
                        ini("""
                        [tox]
                        env_list = {,a}
                        """)
                                .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void refusesALabelOfAnEnvironmentWithoutAName() {
        Reading reading = ini(
                """
                        [tox]
                        labels = t = { }
                        """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini")
                .hasMessageContaining("''");
    }

    @Test
    void refusesANameThatIsNoFolder() {
        assertThatThrownBy(() ->
                        ini("""
                        [tox]
                        env_list = a/b
                        """)
                                .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void refusesNamesThatLeadOutOfTheWorkDirectory() {
        for (String name : List.of(".", "..")) {
            assertThatThrownBy(() -> ini("[tox]\nenv_list = " + name + "\n").defaults())
                    .isInstanceOf(ToxConfigurationException.class)
                    .hasMessageContaining("tox.ini")
                    .hasMessageContaining("'" + name + "'");
        }
    }
}
