package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands for a reference within an entry cannot make several entries of it. */
class IniEntriesOfReferencesTest extends ReadingCase {

    @Test
    void referencesMayNotBreakAnEntry() {
        Reading reading = ini(
                """
                        [x]
                        multi =
                            b
                            c
                        [testenv]
                        extras = a{[x]multi}
                        labels = {[x]multi}
                        """);

        assertThatThrownBy(() -> reading.value("py", "extras"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
        assertThat(reading.value("py", "labels")).isEqualTo(List.of("b", "c"));
    }

    @Test
    void mayNotBreakWhatIsNamedByEntriesOfTheirOwn() {
        Reading reading =
                ini("""
                                [testenv:.pkg]
                                config_settings_build_wheel =
                                    a = b{env:LINES}
                                    c = {env:LIST}
                                [testenv]
                                package = wheel
                                """)
                        .environ(Map.of("LINES", "x\ny=z", "LIST", "d,e"));

        assertThat(reading.toxError(".pkg", "config_settings_build_wheel")).contains("cannot add an entry separator");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels =\n t = a{env:LIST}", "labels =\n t = {env:BRACES}", "requires = tox>={env:LIST}"})
    void mayNotMakeSeveralOfANameOrARequirementOfTheCore(String setting) {
        Reading reading = ini("[tox]\n" + setting).environ(Map.of("LIST", "1,2", "BRACES", "{a,b}"));

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini:2")
                .hasMessageContaining("cannot add an entry separator");
    }

    @Test
    void mayNotBreakARequirement() {
        Reading reading = ini(
                """
                        [x]
                        multi =
                            b
                            c
                        [testenv]
                        deps = a{[x]multi}
                        [testenv:y]
                        deps = {[x]multi}
                        """);

        assertThat(reading.value("y", "deps")).isEqualTo(List.of("b", "c"));
        assertThatThrownBy(() -> reading.value("py", "deps"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini");
    }

    @Test
    void mayNotBreakACandidateForAPython() {
        Reading reading = new Reading(folder)
                .with("tox.ini", "[testenv]\nbase_python = py311, py{env:A}\n")
                .environ(Map.of("A", "310,py39"));

        assertThat(reading.toxError("py", "base_python")).contains("cannot add an entry separator");
    }

    @Test
    void joinsLinesThatShareACommand() {
        Reading reading = ini(
                """
                        [x]
                        multi =
                            b
                            c
                        [testenv]
                        commands =
                            a {[x]multi}
                            {[x]multi}
                            d "{[x]multi}"
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a b c", "b", "c", "d 'b c'"));
    }
}
