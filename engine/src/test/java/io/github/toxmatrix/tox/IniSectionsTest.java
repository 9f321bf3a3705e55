package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which sections and files count, and the environments they name (tox's {@code config/source}). */
class IniSectionsTest {

    @TempDir
    Path folder;

    private Reading ini(String text) {
        return new Reading(folder).with("tox.ini", text);
    }

    @Test
    void leavesTheLegacyStringAloneBesideNativeKeys() {
        Reading reading = new Reading(folder)
                .with(
                        "pyproject.toml",
                        """
                        [tool.tox]
                        legacy_tox_ini = "[tox]\\nenv_list = old"
                        env_list = ["new"]
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("new"));
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
    void goesOnFromAnEmptyNativeTable() {
        Reading reading = new Reading(folder)
                .with("pyproject.toml", """
                        [tool.tox]
                        """)
                .with("tox.toml", "env_list = ['a']\n");

        assertThat(reading.defaults()).isEqualTo(List.of("a"));
    }

    @Test
    void takesToxIniWithoutACoreSectionBeforeOtherFiles() {
        Reading reading =
                ini("""
                        [testenv]
                        description = x
                        """)
                        .with("tox.toml", "env_list = ['a']\n");

        assertThat(reading.defaults()).isEqualTo(List.of("py"));
    }

    @Test
    void skipsSetupCfgWithoutItsCoreSection() {
        Reading reading = new Reading(folder)
                .with(
                        "setup.cfg",
                        """
                        [metadata]
                        name = x
                        """)
                .with("tox.toml", "env_list = ['a']\n");

        assertThat(reading.defaults()).isEqualTo(List.of("a"));
    }

    @Test
    void endsTheSearchAtAFileThatIsBroken() {
        assertThatThrownBy(() -> new Reading(folder)
                        .with("pyproject.toml", """
                        [tool.tox
                        """)
                        .with("tox.toml", "env_list = ['a']\n")
                        .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void keepsTheNamesOfEnvironmentSectionsInSetupCfg() {
        Reading reading = new Reading(folder)
                .with(
                        "setup.cfg",
                        """
                        [tox:tox]
                        env_list = a
                        [testenv:a]
                        description = yes
                        [tox:testenv:a]
                        description = no
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("yes");
    }

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
    void readsTheLegacyStringBeforeToxToml() {
        Reading reading = new Reading(folder)
                .with(
                        "pyproject.toml",
                        """
                        [tool.tox]
                        legacy_tox_ini = "[tox]\\nenv_list = old"
                        """)
                .with("tox.toml", "env_list = ['new']\n");

        assertThat(reading.defaults()).isEqualTo(List.of("old"));
    }

    @Test
    void findsTheFileOfAFolderAboveUnlessAFolderIsNamed() throws IOException {
        ini("""
                        [tox]
                        env_list = above
                        """);

        Path below = Files.createDirectories(folder.resolve("a/b"));

        assertThat(ToxProject.load(below, ToxInvocation.ofThisProcess()).configFile())
                .isEqualTo(folder.resolve("tox.ini"));
        assertThatThrownBy(() -> ToxProject.loadFrom(below, ToxInvocation.ofThisProcess()))
                .hasMessageStartingWith("no tox configuration found: looked for tox.ini")
                .hasMessageEndingWith("in " + below);
    }

    @Test
    void looksForFilesInToxsOrder() throws IOException {
        Reading reading = ini("[tox]\nenv_list = of-tox-ini\n")
                .with("setup.cfg", "[tox:tox]\nenv_list = of-setup-cfg\n")
                .with("pyproject.toml", "[tool.tox]\nenv_list = ['of-pyproject']\n")
                .with("tox.toml", "env_list = ['of-tox-toml']\n");

        List<String> found = new ArrayList<>();
        for (String file : List.of("tox.ini", "setup.cfg", "pyproject.toml", "tox.toml")) {
            found.addAll(reading.defaults());
            Files.delete(folder.resolve(file));
        }

        assertThat(found).containsExactly("of-tox-ini", "of-setup-cfg", "of-pyproject", "of-tox-toml");
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
    void takesAPercentSignAsItIs() {
        Reading reading = ini("[testenv]\ndescription = 100%% of %(x)s\n");

        assertThat(reading.value("py", "description")).isEqualTo("100%% of %(x)s");
    }

    @Test
    void skipsAByteOrderMarkAndKeepsBlankLinesAndLaterSemicolons() {
        Reading reading = ini("\ufeff[testenv]\ncommands =\n    a ; b\n\n    c\n");

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("a ';' b", "c"));
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
