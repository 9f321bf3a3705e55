package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What only tox can run, as it takes a plugin: one from the index, one of the project's own. */
class ToxPluginsTest extends ToxRunnerCase {

    @Test
    void runsTheLockRunnerOfToxUvOnTheOneEnvironmentThatNeedsIt() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                requires = tox-uv
                env_list = locked, plain
                [testenv]
                [testenv:locked]
                runner = uv-venv-lock-runner
                dependency_groups = tests
                commands = pytest -q
                [testenv:plain]
                skip_install = true
                commands = python -c ""
                """);
        write(
                "pyproject.toml",
                """
                [project]
                name = "locked"
                version = "1"
                requires-python = ">=3.11"
                [dependency-groups]
                tests = ["pytest"]
                [tool.uv]
                package = false
                """);
        write("test_it.py", "def test_it(): pass\n");
        RealTox.program();
        RealTox.run(folder, List.of(RealTox.script("uv").toString(), "lock", "-q"));

        Map<String, String> refused = run(Map.of());
        assertThat(refused).containsOnlyKeys("locked: provision: create", "plain: provision: create", plain());
        assertThat(failures.get("locked: provision: create"))
                .contains("tox.ini:6: runner = uv-venv-lock-runner")
                .contains("matrix.runner=tox:locked");

        Map<String, String> run = run(byTox("matrix.runner", "tox:lock*"));
        assertThat(run)
                .containsOnlyKeys(
                        "locked: provision: create",
                        "locked: provision: uv-sync",
                        "locked: test_it.py::test_it",
                        "plain: provision: create",
                        plain())
                .allSatisfy((test, end) -> assertThat(end).as(test).isEqualTo("SUCCESSFUL"));
    }

    private static String plain() {
        return "plain: commands[0] python -c ''";
    }

    @Test
    void runsAPluginOfTheProjectsOwn() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                env_list = greeted
                [testenv]
                skip_install = true
                deps = pytest
                commands = pytest -q {posargs}
                greeting = hello
                """);
        write(
                "toxfile.py",
                """
                from tox.plugin import impl

                @impl
                def tox_add_env_config(env_conf, state):
                    env_conf.add_config("greeting", of_type=str, default="", desc="")
                    env_conf["set_env"].update({"GREETING": env_conf["greeting"]})
                """);
        write(
                "test_it.py",
                "import os\ndef test_it(): assert os.environ['GREETING'] == 'hello'\ndef test_other(): assert 0\n");

        assertThat(run(Map.of())).containsOnlyKeys("greeted: provision: create");
        assertThat(failures.get("greeted: provision: create")).contains("toxfile.py: a plugin of tox");

        assertThat(run(byTox()))
                .containsEntry("greeted: test_it.py::test_it", "SUCCESSFUL")
                .containsEntry("greeted: test_it.py::test_other", "FAILED assert 0");
        assertThat(run(byTox("matrix.posargs", "'test_it.py::test_it'")))
                .containsEntry("greeted: test_it.py::test_it", "SUCCESSFUL")
                .doesNotContainKey("greeted: test_it.py::test_other");
        assertThat(run(
                        byTox(),
                        selectUniqueId(
                                ENTRY + "/[method:greeted()]/[dynamic-container:test_it.py]/[dynamic-test:test_it]")))
                .containsOnlyKeys("greeted: test_it.py::test_it");
    }
}
