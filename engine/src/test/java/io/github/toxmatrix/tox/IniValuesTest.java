package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.CoreKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comments, continuation and types of values (tox's {@code config/loader/ini} and {@code str_convert.py}). */
class IniValuesTest {

    @TempDir
    Path folder;

    private Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    @Test
    void cutsCommentsAnywhere() {
        Reading reading = ini(
                """
                        [testenv]
                        commands =
                            a#b
                            c # d
                            e \\# f
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a", "c", "e '#' f"));
    }

    @Test
    void takesABackslashInAPatternOfVariablesAsItIs() {
        Reading reading = ini(
                """
                        [testenv]
                        disallow_pass_env =
                            A\\b
                            VIRTUALENV_*
                        """);

        assertThat(reading.environ(Map.of("VIRTUALENV_COPIES", "1")).value("py", "always_copy"))
                .isEqualTo(false);
    }

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

    @Test
    void refusesANameOfTheProvisioningEnvironmentThatIsNoFolder() {
        Reading reading = ini(
                """
                        [tox]
                        provision_tox_env =
                        """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.ini");
    }

    @Test
    void continuesALineBeforeItsComment() {
        Reading reading = ini(
                """
                        [testenv]
                        commands =
                            a \\ # c
                              b
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a b"));
    }

    @Test
    void continuesOverACommentLine() {
        Reading reading = ini(
                """
                        [testenv]
                        commands =
                            a \\
                            # comment
                              b
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a b"));
    }

    @Test
    void splitsAtLinesIfThereIsOne() {
        Reading reading = ini(
                """
                        [testenv]
                        allowlist_externals =
                            A,B
                            C
                        """);

        assertThat(reading.value("py", "allowlist_externals")).isEqualTo(List.of("A,B", "C"));
    }

    @Test
    void splitsAtCommasOnOneLine() {
        Reading reading = ini(
                """
                        [testenv]
                        allowlist_externals = A,B
                        """);

        assertThat(reading.value("py", "allowlist_externals")).isEqualTo(List.of("A", "B"));
    }

    @Test
    void refusesBlanksInPassEnv() {
        Reading reading = ini(
                """
                        [testenv]
                        pass_env = A B
                        """);

        assertThatThrownBy(() -> reading.value("py", "pass_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void takesSpellingsOfBooleans() {
        Reading reading = ini(
                """
                        [testenv]
                        ignore_errors = YES
                        ignore_outcome = off
                        fail_fast =
                        """);

        assertThat(reading.value("py", "ignore_errors")).isEqualTo(true);
        assertThat(reading.value("py", "ignore_outcome")).isEqualTo(false);
        assertThat(reading.value("py", "fail_fast")).isEqualTo(false);
    }

    @Test
    void refusesOtherBooleans() {
        Reading reading = ini(
                """
                        [testenv]
                        ignore_errors = maybe
                        """);

        assertThatThrownBy(() -> reading.value("py", "ignore_errors"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void refusesAnEmptyPath() {
        Reading reading = ini(
                """
                        [testenv]
                        change_dir =
                        """);

        assertThatThrownBy(() -> reading.value("py", "change_dir"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

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
    void prefersTheFirstSpellingInASection() {
        Reading reading = ini(
                """
                        [testenv]
                        setenv = A=2
                        set_env = A=1
                        """);

        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void prefersAnAliasThatIsNearer() {
        Reading reading = ini(
                """
                        [testenv]
                        set_env = A=1
                        [testenv:x]
                        setenv = A=2
                        """);

        assertThat(reading.setEnv("x")).isEqualTo(Map.of("A", "2"));
    }

    @Test
    void ignoresKeysOfTox3() {
        Reading reading = ini(
                """
                        [testenv]
                        whitelist_externals = make
                        sitepackages = true
                        """);

        assertThat(reading.value("py", "allowlist_externals")).isEqualTo(List.of());
        assertThat(reading.value("py", "system_site_packages")).isEqualTo(true);
    }

    @Test
    void trimsTheWhiteSpaceOfPython() {
        Reading reading = ini(
                """
                        [testenv]
                        description =\u00a0a\u2007b\u00a0
                        extras =
                            c\u00a0
                            \u202f
                        commands = d\u00a0e
                        deps = a: f
                            b:\u00a0g\u00a0# h
                        set_env = A\u00a0=\u00a01
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("a b");
        assertThat(reading.value("py", "extras")).isEqualTo(List.of("c"));
        assertThat(reading.value("py", "commands")).isEqualTo(List.of("'d\u00a0e'"));
        assertThat(reading.value("b", "deps")).isEqualTo(List.of("g"));
        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "1"));
    }

    @Test
    void convertsALineThatALaterOneReplaces() {
        Reading reading = ini(
                """
                        [tox]
                        labels =
                            t = }
                            t = a
                        """);

        assertThatThrownBy(reading::defaults)
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("labels");
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
    void takesABlankTextForFalseWhereNothingNeedBeSet() {
        Reading reading = ini(
                """
                        [tox]
                        venv_redirect =
                        [testenv]
                        description = {[tox]venv_redirect}
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("False");
    }

    @Test
    void refusesABlankVersion() {
        Reading reading = ini(
                """
                        [tox]
                        min_version =
                        """);

        assertThatThrownBy(() -> reading.project().get(CoreKeys.MIN_VERSION))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("Invalid version: ''");
    }

    @Test
    void refusesABlankNumberWhereOneMustBe() {
        Reading reading = ini(
                """
                        [testenv]
                        suicide_timeout =
                        """);

        assertThatThrownBy(() -> reading.value("py", "suicide_timeout"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("suicide_timeout");
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
    void splitsCommandsAndVariablesAtLinesOnly() {
        Reading reading = ini(
                """
                        [testenv]
                        commands = a,b c
                        set_env = A=1,B=2
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a,b c"));
        assertThat(reading.setEnv("py")).isEqualTo(Map.of("A", "1,B=2"));
    }
}
