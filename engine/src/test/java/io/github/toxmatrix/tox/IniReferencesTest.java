package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands for references (tox's {@code config/loader/replacer.py} and {@code ini/replace.py}). */
class IniReferencesTest {

    @TempDir
    Path folder;

    private Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    @Test
    void keepsColonsInDefaults() {
        Reading reading = ini(
                """
                        [testenv]
                        commands = a {posargs:b:c} {env:NOPE:{env:NONE:d}}
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a b:c d"));
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
    void leavesBracesThatAreUnknownOrOpen() {
        Reading reading = ini(
                """
                        [testenv]
                        description = {unknown} {[no]key} {open {unknown:x}
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("{unknown} {[no]key} {open x");
    }

    @Test
    void asksTheCoreFirst() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, b
                        [testenv]
                        description = {env_list}
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("a b");
    }

    @Test
    void readsOtherSectionsForTheEnvironmentThatRefers() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a, b
                        [testenv:b]
                        deps =
                            a: for-a
                            b: for-b
                            {env_name}-x
                        [testenv:a]
                        deps = {[testenv:b]deps}
                        """);

        assertThat(reading.value("a", "deps")).isEqualTo(List.of("for-a", "a-x"));
    }

    @Test
    void inheritsForAReferenceWhatASectionLacks() {
        Reading reading = ini(
                """
                        [testenv]
                        description = base
                        [testenv:b]
                        deps = x
                        [testenv:a]
                        description = {[testenv:b]description}
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("base");
    }

    @Test
    void takesNothingWhereNoLineOfAReferenceApplies() {
        Reading reading = ini(
                """
                        [tox]
                        env_list = a
                        [common]
                        key = z: x
                        [testenv]
                        description = -{[common]key:d}-
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("--");
    }

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
    void knowsSeparators() {
        Reading reading = ini(
                """
                        [testenv]
                        description = a{/}b{:}c {tty:x:y}
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("a/b:c y");
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
    void takesTheBackslashFromEscapes() {
        Reading reading = ini(
                """
                        [testenv]
                        description = \\{a\\} \\: \\[\\] \\\\\\\\
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("{a} : [] \\\\\\\\");
    }

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
    void takesSetEnvAsTheLinesThatAreWritten() {
        Reading reading = ini(
                """
                        [testenv]
                        description = {set_env}
                        commands = x {[testenv:y]set_env}
                        set_env =
                            A={env_name}
                            B=x{set_env}
                        [testenv:y]
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("A={env_name} B=x{set_env}");
        assertThat(reading.value("py", "commands")).isEqualTo(List.of("x 'A={env_name}' 'B=x{set_env}'"));
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

    @Test
    void followsReferencesAHundredTimes() {
        assertThat(ini(chain(101)).value("py", "description")).isEqualTo("end");
    }

    @Test
    void leavesADeeperReferenceAsItIsWritten() {
        assertThat(ini(chain(102)).value("py", "description")).isEqualTo("{[c]k102}");
    }

    /** Sections that refer one to the next. */
    private static String chain(int length) {
        StringBuilder text = new StringBuilder("[testenv]\ndescription = {[c]k1}\n[c]\n");
        for (int i = 1; i < length; i++) {
            text.append("k").append(i).append(" = {[c]k").append(i + 1).append("}\n");
        }
        return text.append("k").append(length).append(" = end\n").toString();
    }

    @Test
    void takesBracketsForPositionalArgumentsInDependenciesToo() {
        Reading reading = ini("[testenv]\ndeps = pkg[]\n").posargs("==1");

        assertThat(reading.value("py", "deps")).isEqualTo(List.of("pkg==1"));
    }

    /** {@code labels} is a setting of both. */
    @Test
    void asksTheCoreBeforeTheEnvironmentForWhatBothHave() {
        Reading reading = ini(
                """
                        [tox]
                        labels = core = py
                        [testenv]
                        labels = own
                        description = {labels}
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("core=py");
    }

    @Test
    void findsKeysOfSectionsInAnyCase() {
        Reading reading = ini(
                """
                        [tox]
                        BLACK_VERSION = 25
                        [testenv]
                        deps = black=={[tox]BLACK_VERSION}
                        description = {[x]Key} {[x]kEY:d} {[testenv]DESCRIPTION_OF} {[x]NoKey:n}
                        Description_Of = own
                        [x]
                        KEY = value
                        """);

        assertThat(reading.value("py", "deps")).isEqualTo(List.of("black==25"));
        assertThat(reading.value("py", "description")).isEqualTo("value value own n");
    }

    @Test
    void tellsAProblemOfWhatItRefersToInWordsOfTheValue() {
        Reading reading =
                ini("""
                        [tox]
                        env_list = py399
                        [testenv]
                        description = by {py_dot_ver}
                        [testenv:x]
                        description = {[testenv:y]base_python}
                        [testenv:y]
                        base_python_file = none
                        """)
                        .hostPythonOnly(3, 11);

        assertThat(reading.toxError("py399", "description"))
                .isEqualTo("HandledError(\"replace failed in py399.description with NoInterpreter(['py399'])\")");
        assertThat(reading.toxError("x", "description"))
                .startsWith("HandledError('replace failed in x.description with Fail(");
    }

    @Test
    void mayNotBreakACandidateForAPython() {
        Reading reading = new Reading(folder)
                .with("tox.ini", "[testenv]\nbase_python = py311, py{env:A}\n")
                .environ(Map.of("A", "310,py39"));

        assertThat(reading.toxError("py", "base_python")).contains("cannot add an entry separator");
    }
}
