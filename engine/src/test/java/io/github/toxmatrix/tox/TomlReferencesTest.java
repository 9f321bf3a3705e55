package io.github.toxmatrix.tox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a setting in TOML refers to, by {@code ref} or in braces: where it is looked for, and what it is there. */
class TomlReferencesTest extends ReadingCase {

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
    void overridesReachWhatAReferenceReadsRaw() {
        ToxProject project =
                toml("""
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

    @Test
    void asksTheEnvironmentBeforeTheCore() {
        Reading reading = toml(
                """
                        env_list = ["a"]
                        [env_run_base]
                        description = "{env_name} {[env_run_base]x}"
                        x = "y"
                        """);

        assertThat(reading.value("a", "description")).isEqualTo("a y");
    }

    /** {@code labels} is a setting of both. */
    @Test
    void asksTheEnvironmentBeforeTheCoreForWhatBothHave() {
        Reading reading = toml(
                """
                        labels = { core = ["py"] }
                        [env_run_base]
                        labels = ["own"]
                        description = "{labels}"
                        """);

        assertThat(reading.value("py", "description")).isEqualTo("own");
    }

    @Test
    void theDefaultOfAReferenceInACommandBeginsAfterTheKeyAlsoWhereASectionHasAColon() {
        Reading reading =
                toml("env_list = [\"py\"]\n").overrides("env_run_base.commands=echo {[testenv:a]nothing:otherwise}");

        assertThat(reading.value("py", "commands")).isEqualTo(List.of("echo otherwise"));
    }

    @Test
    void refersToTheSetEnvOfAnUnknownEnvironment() {
        Reading reading = toml(
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
    void givesAnUnknownEnvironmentTheSetEnvOfTheBase() {
        Reading reading = toml(
                """
                env_list = ["a"]
                [env_run_base]
                set_env = { A = "{env_name}" }
                description = "{[env.nope]set_env} {[env.nope]description}"
                """);

        assertThat(reading.value("a", "description")).isEqualTo("A={env_name} {[env.nope]description}");
    }

    @Test
    void refusesASetEnvThatRefersToItself() {
        Reading reading = toml(
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
    void tellsAProblemOfWhatItRefersToInWordsOfTheValue() {
        Reading reading =
                toml("""
                        env_list = ["py399"]
                        [env_run_base]
                        description = "by {py_dot_ver}"
                        """)
                        .hostPythonOnly(3, 11);

        assertThat(reading.toxError("py399", "description"))
                .isEqualTo("HandledError('failed to load py399.description: could not find python interpreter matching"
                        + " any of the specs py399')");
    }
}
