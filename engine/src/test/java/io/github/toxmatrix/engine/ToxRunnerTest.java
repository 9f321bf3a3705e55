package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Environments run by a real tox, beside the same environments run here: the same tests, ends and parameters. */
class ToxRunnerTest extends ToxRunnerCase {

    /** Environments that end in every way there is. */
    private static final String ENVIRONMENTS =
            """
            [tox]
            env_list = plain, stopped, ignored, missing, other, forbidden
            skip_missing_interpreters = true
            [testenv]
            [testenv:plain]
            package = wheel
            deps = pytest
            set_env = COLOUR = red
            commands_pre = python -c "print('before')"
            commands =
                pytest -q {posargs}
                - python -c "raise SystemExit(3)"
                ! python -c "raise SystemExit(4)"
            commands_post = python -c "print('after')"
            ignore_errors = true
            [testenv:stopped]
            skip_install = true
            commands =
                python -c "raise SystemExit(5)"
                python -c "print('never')"
            commands_post = python -c "print('after')"
            [testenv:ignored]
            skip_install = true
            ignore_outcome = true
            commands = python -c "raise SystemExit(6)"
            [testenv:missing]
            base_python = python3.99
            [testenv:other]
            platform = mars
            [testenv:forbidden]
            skip_install = true
            commands = sh -c true
            """;

    private static final String TESTS =
            """
            import os, subprocess, sys
            import pytest, here

            def test_passes():
                assert os.environ["COLOUR"] == "red"

            def test_fails():
                assert 1 == 2

            @pytest.mark.skip(reason="no need")
            def test_skipped(): pass

            @pytest.mark.xfail(reason="known")
            def test_expected(): assert False

            @pytest.mark.parametrize("x", ["a", "b/c"])
            def test_parameters(x): pass

            def test_tells_nothing_to_what_it_starts():
                code = "import os; print([n for n in os.environ if n in ('TOX_MATRIX_TOX', 'TOX_MATRIX_EVENTS')])"
                assert subprocess.check_output([sys.executable, "-c", code]).strip() == b"[]"
            """;

    @Test
    void givesTheSameTestsAndOutcomesAsTheNativeRunner() throws Exception {
        write("tox.ini", ENVIRONMENTS);
        write("setup.py", "from setuptools import setup\nsetup(name='here', version='1', py_modules=['here'])\n");
        write("here.py", "");
        write("tests/test_it.py", TESTS);
        Map<String, String> here = run(Map.of());
        Map<String, String> byTox = run(byTox());

        assertThat(here)
                .containsEntry("plain: tests/test_it.py::test_passes", "SUCCESSFUL")
                .containsEntry("plain: provision: package", "SUCCESSFUL");
        assertThat(withoutWords(byTox)).containsExactlyEntriesOf(withoutWords(here));
        assertThat(byTox.get("plain: tests/test_it.py::test_fails")).contains("assert 1 == 2");
        assertThat(byTox.get("forbidden: commands[0] sh -c true")).contains("allowlist_externals");
        assertThat(byTox.get("missing: provision: create")).contains("python3.99");
        assertThat(folder.resolve(".tox/plain")).doesNotExist();
    }

    /** tox tells of a program that is not allowed, and of a missing interpreter, in words of its own. */
    private static Map<String, String> withoutWords(Map<String, String> tests) {
        Map<String, String> first = new TreeMap<>(tests);
        first.replaceAll((test, end) ->
                test.startsWith("forbidden") || test.startsWith("missing") ? end.replaceFirst(" .*", "") : end);
        return first;
    }

    @Test
    void leavesOutWhatTheNativeRunnerLeavesOut() throws Exception {
        write(
                "tox.ini",
                "[tox]\nenv_list = py\n[testenv]\ndeps = no-such-thing-as-this\ncommands = python -c 'raise SystemExit(3)'\n");
        write("setup.py", "raise SystemExit('never built')\n");
        String[] options = {"matrix.skip-env-install", "true", "matrix.notest", "true"};
        Map<String, String> byTox = run(byTox(options));
        Map<String, String> here = run(Map.of(options[0], options[1], options[2], options[3]));

        String notRun = "SKIPPED commands are not run (notest)";
        assertThat(byTox)
                .containsEntry("py: provision: create", "SUCCESSFUL")
                .containsEntry("py: provision: commands", notRun)
                .hasSize(2);
        assertThat(here)
                .containsEntry("py: provision: create", "SUCCESSFUL")
                .containsEntry(
                        "py: provision: package",
                        "SKIPPED neither dependencies nor the package are installed (skip-env-install)")
                .containsEntry("py: provision: commands", notRun);
    }

    @Test
    void readsTheConfigurationByEitherRunnerAsItIsCalled() throws Exception {
        write(
                "tox.ini",
                """
                [tox]
                env_list = a
                [testenv]
                skip_install = true
                commands = python -c "raise SystemExit(3)"
                """);
        write("other/here.txt", "");
        String code = "import os; assert os.path.exists('here.txt'); assert r'{work_dir}'.endswith('made')";
        Map<String, String> called = Map.of(
                "matrix.root.base",
                folder.toString(),
                "matrix.override",
                "tox.env_list=b\ntestenv.commands=python -c \"" + code + "\"",
                "matrix.tox-root",
                "other",
                "matrix.work-dir",
                "made");
        Map<String, String> byTox = byTox();
        byTox.putAll(called);

        assertThat(run(called)).hasSize(2).allSatisfy((test, end) -> assertThat(test + end)
                .startsWith("b: ")
                .endsWith("SUCCESSFUL"));
        assertThat(run(byTox)).hasSize(2).allSatisfy((test, end) -> assertThat(test + end)
                .startsWith("b: ")
                .endsWith("SUCCESSFUL"));
    }
}
