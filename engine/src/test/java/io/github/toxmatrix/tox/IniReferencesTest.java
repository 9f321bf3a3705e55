package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code {key}} and {@code {[section]key}} refer to (tox's {@code replacer.py} and {@code ini/replace.py}). */
class IniReferencesTest extends ReadingCase {

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
    void keepsColonsInDefaults() {
        Reading reading = ini(
                """
                        [testenv]
                        commands = a {posargs:b:c} {env:NOPE:{env:NONE:d}}
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a b:c d"));
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
    void takesTheBackslashFromEscapes() {
        Reading reading = ini(
                """
                        [testenv]
                        description = \\{a\\} \\: \\[\\] \\\\\\\\
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("{a} : [] \\\\\\\\");
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
}
