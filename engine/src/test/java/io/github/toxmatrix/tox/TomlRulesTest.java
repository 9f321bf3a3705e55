package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What differs in TOML files (tox's {@code config/loader/toml}). */
class TomlRulesTest {

    @TempDir
    Path folder;

    @Test
    void refusesAnotherType() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        ignore_errors = "true"
                        """);

        assertThatThrownBy(() -> reading.value("a", "ignore_errors"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void takesATextForTheCharactersOfTheArgumentsItStandsFor() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        [env_run_base]
                        commands = [["echo", { replace = "posargs", default = "ab", extend = true }]]
                        """);

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("echo a b"));
    }

    @Test
    void takesACarriageReturnAloneForTheEndOfALine() {
        Reading reading =
                new Reading(folder).with("tox.toml", "[env_run_base]\r\r\n# comment\rdescription = '''a\rb'''\n");

        assertThat(reading.value("py", "description")).isEqualTo("a b");
    }

    @Test
    void readsTheBuildSystemAsItsToolsDoWhichTakeNoSuchEndOfALine() {
        Reading reading = new Reading(folder)
                .with("pyproject.toml", "[tool.tox]\r\r\nenv_list = ['py']\n[build-system]\nrequires = []\n");

        assertThat(reading.toxError(".pkg", "fresh_subprocess"))
                .contains("pyproject.toml:1: invalid TOML at column 11");
        assertThat(reading.value("py", "package_env")).isEqualTo(".pkg");
    }

    @Test
    void dropsTwoBlankEntriesAtTheEndOfRequirementsAndKeepsOthers() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        [env_run_base]
                        constraints = ["c.txt", "", ""]
                        deps = ["pytest", "", "", ""]
                        """);

        assertThat(reading.value("py", "constraints")).isEqualTo(List.of("c.txt"));
        assertThat(reading.value("py", "deps")).isEqualTo(List.of("pytest", ""));
    }

    @Test
    void refusesAReferenceThatChangesTheWordsOfAConstraint() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
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
    void extendsByTheTextThatStandsForAnEmptyGlob() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        [env_run_base]
                        extras = ["a", { replace = "glob", pattern = "no*", default = "b", extend = true }]
                        """);

        assertThat(reading.value("py", "extras")).isEqualTo(List.of("a", "b"));
    }

    @Test
    void refersToTheSetEnvOfAnUnknownEnvironment() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        set_env = { A = "x" }
                        [env.a]
                        commands = [["echo", { replace = "ref", env = "nope", key = "set_env", extend = true }]]
                        """);

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("echo PYTHONIOENCODING A"));
    }

    @Test
    void refusesASetEnvThatRefersToItself() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        [env_run_base]
                        set_env = { replace = "ref", env = "nope", key = "set_env" }
                        """);

        assertThatThrownBy(() -> reading.value("py", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.toml")
                .hasMessageContaining("circular");
    }

    @Test
    void readsNoGlobBeforeTheVariableItStandsFor() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        [env_run_base]
                        set_env = { A = "x", B = { replace = "glob", pattern = "" } }
                        description = "{env:A}"
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("x");
    }

    @Test
    void refusesAListInAString() {
        assertThatThrownBy(() -> new Reading(folder)
                        .with("tox.toml", """
                        env_list = "a,b"
                        """)
                        .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void combinesProducts() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = [{ product = [["a", "b"], { prefix = "py3", start = 10, stop = 11 }], exclude = ["b-py310"] }]
                        """);

        assertThat(reading.defaults()).isEqualTo(List.of("a-py310", "a-py311", "b-py311"));
    }

    @Test
    void refusesAProductWithAPrefix() {
        assertThatThrownBy(() -> new Reading(folder)
                        .with(
                                "tox.toml",
                                """
                        env_list = [{ product = [["a"]], prefix = "x" }]
                        """)
                        .defaults())
                .isInstanceOf(ToxConfigurationException.class);
    }

    @Test
    void generatesAdditionalEnvironmentsFromABase() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["x"]
                        [env_base.t]
                        factors = ["a", "b"]
                        description = "of base"
                        """);

        assertThat(reading.additional()).isEqualTo(List.of("t-a", "t-b"));
        assertThat(reading.value("t-a", "description")).isEqualTo("of base");
    }

    @Test
    void needsFactorsInABase() {
        assertThatThrownBy(() -> new Reading(folder)
                        .with(
                                "tox.toml",
                                """
                        [env_base.t]
                        description = "x"
                        """)
                        .defaults())
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.toml:1: [env_base.t] needs a key 'factors'");
    }

    @Test
    void namesTheFactorOfALabel() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = [{ product = [["a"], { dj = ["4", "5"] }] }]
                        [env_run_base]
                        description = "{factor:dj} {factor:0} {factor:no:d}"
                        """);

        assertThat(reading.value("a-5", "description")).isEqualTo("5 a d");
    }

    @Test
    void refersFromTheRootOfTheFile() {
        Reading reading = new Reading(folder)
                .with(
                        "pyproject.toml",
                        """
                        [tool.tox]
                        env_list = ["a"]
                        [tool.tox.env_run_base]
                        allowlist_externals = [{ replace = "ref", of = ["tool", "x", "list"], extend = true }, "c"]
                        [tool.x]
                        list = ["a", "b"]
                        """);

        assertThat(reading.value("a", "allowlist_externals")).isEqualTo(List.of("a", "b", "c"));
    }

    @Test
    void choosesByConditions() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a", "b"]
                        [env_run_base]
                        description = { replace = "if", condition = "factor.a and not env.NOPE", then = "yes" }
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("yes");
        assertThat(reading.value("b", "description")).isEqualTo("");
    }

    @Test
    void spreadsPositionalArgumentsOnlyByExtend() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        commands = [["x", { replace = "posargs", default = ["d"], extend = true }]]
                        """)
                .posargs("p", "q");

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("x p q"));
    }

    @Test
    void refusesPositionalArgumentsInALink() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        commands = [["x", { replace = "posargs", default = ["d"] }]]
                        """);

        assertThatThrownBy(() -> reading.value("a", "commands"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void keepsPositionalArgumentsInOneArgument() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        commands = [["x", "{posargs:p q}"]]
                        """);

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("x 'p q'"));
    }

    @Test
    void dropsEmptyCommandsAndReadsPrefixesApartOnly() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        commands = [[], ["-", "x"], ["!", "y"], ["-echo"]]
                        """);

        assertThat(reading.value("a", "commands")).isEqualTo(List.of("- x", "! y", "-echo"));
    }

    @Test
    void takesNothingForAVariableThatIsMissing() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        description = { replace = "env", name = "NOPE" }
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("");
    }

    @Test
    void takesAnUnknownReplacementForATable() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        description = { replace = "nope" }
                        """);

        assertThatThrownBy(() -> reading.value("a", "description"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void takesAliasesButNoOtherCase() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        envlist = ["a"]
                        [env_run_base]
                        setenv = { A = "1" }
                        Description = "x"
                        """);

        assertThat(reading.setEnv("a")).isEqualTo(Map.of("A", "1"));
        assertThat(reading.value("a", "description")).isEqualTo("");
    }

    @Test
    void asksTheEnvironmentBeforeTheCore() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        description = "{env_name} {[env_run_base]x}"
                        x = "y"
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("a y");
    }

    @Test
    void refusesAReplacementForAWholeSetEnv() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a"]
                        [env_run_base]
                        set_env = { replace = "env", name = "X" }
                        """);

        assertThatThrownBy(() -> reading.value("a", "set_env"))
                .isInstanceOf(ToxConfigurationException.class)
                .hasMessageContaining("tox.");
    }

    @Test
    void givesAnUnknownEnvironmentTheSetEnvOfTheBase() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                env_list = ["a"]
                [env_run_base]
                set_env = { A = "{env_name}" }
                description = "{[env.nope]set_env} {[env.nope]description}"
                """);

        assertThat(reading.value("a", "description")).isEqualTo("A={env_name} {[env.nope]description}");
    }

    @Test
    void joinsTheFilesOfAGlobInAVariable() {
        Reading reading = new Reading(folder)
                .with("x.txt", "")
                .with(
                        "tox.toml",
                        """
                        [env_run_base]
                        set_env = { A = { replace = "glob", pattern = "*.t?t", extend = true }, B = { replace = "glob", pattern = "no*", extend = true } }
                        """);

        assertThat(reading.setEnv("py"))
                .isEqualTo(Map.of("A", folder.resolve("x.txt").toString(), "B", ""));
    }

    /** A name is expanded before it is split, though the list it stands in is not. */
    @Test
    void takesTheFactorsOfAllNamesThatBracesInANameStandFor() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["a{b,c}-d"]
                        [env_run_base]
                        description = { replace = "if", condition = "factor.ab and factor.ac and factor.d", then = "all", else = "no" }
                        """);

        assertThat(reading.value("a{b,c}-d", "description")).isEqualTo("all");
    }

    /** {@code labels} is a setting of both. */
    @Test
    void asksTheEnvironmentBeforeTheCoreForWhatBothHave() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        labels = { core = ["py"] }
                        [env_run_base]
                        labels = ["own"]
                        description = "{labels}"
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("own");
    }

    @Test
    void tellsAProblemOfWhatItRefersToInWordsOfTheValue() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        env_list = ["py399"]
                        [env_run_base]
                        description = "by {py_dot_ver}"
                        """)
                .hostPythonOnly(3, 11);

        assertThat(reading.toxError("py399", "description"))
                .isEqualTo("HandledError('failed to load py399.description: could not find python interpreter matching"
                        + " any of the specs py399')");
    }

    /** tox without the plugin leaves such an environment out, tox with it takes what the plugin knows. */
    @Test
    void leavesTheKindOfPackageOfAPluginsRunnerToThePlugin() {
        String text =
                "env_list = ['a', 'b']\n[env_run_base]\npackage = 'python'\n[env.a]\nrunner = 'uv-venv-lock-runner'\n";
        ToxInvocation invocation = ToxInvocation.ofThisProcess();
        new Reading(folder)
                .with("tox.toml", text + "[env.b]\nskip_install = true\n")
                .with("pyproject.toml", "");

        ToxProject project = ToxProject.load(folder, invocation);

        assertThat(project.environments()).extracting(ToxEnvironment::name).containsExactly("a", "b");
        assertThat(project.find("a").orElseThrow().get(PackagingKeys.PACKAGE)).isEqualTo("python");
        new Reading(folder).with("tox.toml", text);
        assertThatThrownBy(() -> ToxProject.load(folder, invocation).environments())
                .hasMessageContaining("tox.toml:3")
                .hasMessageContaining("b.package");
    }

    @Test
    void takesAReferenceThatNamesNeitherEnvironmentNorPathForATable() {
        Reading reading = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                [env.b]
                set_env = { replace = "ref", env = "", key = "" }
                """);

        assertThat(reading.value("b", "set_env"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("replace", "ref")
                .containsEntry("env", "");
    }

    @Test
    void printsWhateverAWordOfTheOnlyCommandOfASettingIs() {
        Reading reading = new Reading(folder)
                .with("tox.toml", "[env_run_base]\nlist_dependencies_command = [\"a\", 1, true, {}]\n");

        assertThat(reading.value("py", "list_dependencies_command")).isEqualTo("a 1 True '{}'");
    }

    @Test
    void theDefaultOfAReferenceInACommandBeginsAfterTheKeyAlsoWhereASectionHasAColon() {
        Reading reading = new Reading(folder)
                .with("tox.toml", "env_list = [\"py\"]\n")
                .overrides("env_run_base.commands=echo {[testenv:a]nothing:otherwise}");

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("echo otherwise"));
    }

    @Test
    void overridesReachWhatAReferenceReadsRaw() {
        ToxProject project = new Reading(folder)
                .with(
                        "tox.toml",
                        """
                        [common]
                        deps = ["a"]
                        set_env = { A = "1", B = "2" }
                        [env_run_base]
                        deps = [{ replace = "ref", of = ["common", "deps"], extend = true }]
                        set_env = { replace = "ref", of = ["common", "set_env"] }
                        """)
                .overrides("common.deps+=b", "common.set_env+=B=3")
                .project();

        assertThat(project.environments().get(0).get(DependencyKeys.DEPS)).containsExactly("a", "b");
        assertThat(project.environments().get(0).get(EnvironmentKeys.SET_ENV))
                .containsEntry("A", "1")
                .containsEntry("B", "3");
    }
}
