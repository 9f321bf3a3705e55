package io.github.toxmatrix.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.pytest.PytestProject.Ran;
import io.github.toxmatrix.result.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that end their process, close its files, replace modules, fork or start a pytest: nothing is lost or told twice. */
class HostileTestsTest extends PytestCase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os._exit(0)",
                "os._exit(3)",
                "os.kill(os.getpid(), signal.SIGSEGV)",
                "os.kill(os.getpid(), signal.SIGKILL)"
            })
    void tellsACrash(String crash) throws Exception {
        Ran ran = project.file(
                        "test_crash.py",
                        """
                        import os, signal
                        def test_before(): pass
                        def test_crash(): %s
                        def test_after(): pass
                        def test_later(): pass
                        """
                                .formatted(crash))
                .run(python("3.13"));

        assertThat(ran.outcome("test_crash.py::test_before")).isEqualTo(Outcome.passed());
        assertThat(ran.failure("test_crash.py::test_crash").message())
                .isEqualTo("The process ended during this test: " + Ending.describe(ran.exitCode()));
        assertThat(ran.recorder().outcomes).hasSize(2);
        assertThat(ran.problem()).endsWith("2 of 4 collected tests did not run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os.closerange(3, 256)",
                "os.closerange(3, 256); files = [open(os.devnull) for _ in range(99)]",
                "os.chdir('/')",
                "os.environ.clear()",
                "monkeypatch.setattr(os, 'write', None); monkeypatch.setattr(os, 'open', None);"
                        + " monkeypatch.setattr(os, 'getpid', lambda: 1); monkeypatch.setattr(os, 'fstat', None)",
                "monkeypatch.setattr(json, 'dumps', None); monkeypatch.setattr(json, 'JSONEncoder', None)",
                "monkeypatch.setattr(time, 'time', lambda: 0)",
            })
    void losesNothingWhateverATestDoes(String deed) throws Exception {
        for (String version : List.of("2.7", "3.13")) {
            Ran ran = new PytestProject(folder.resolve(version))
                    .file(
                            "test_hostile.py",
                            """
                            import json, os, time
                            def test_1(): pass
                            def test_2(monkeypatch):
                                %s
                            def test_3(): pass
                            """
                                    .formatted(deed))
                    .run(python(version), "-s", "-p", "no:faulthandler"); // it wants its descriptor back
            assertThat(ran.ending()).as(ran.output()).isEqualTo(new PytestEnding(true, 3, 0, Optional.empty()));
        }
    }

    @Test
    void leavesOutAForkedChildThatComesBack() throws Exception {
        Ran ran = project.file(
                        "test_fork.py",
                        """
                        import os
                        def test_fork():
                            child = os.fork()
                            if child:
                                os.waitpid(child, 0)
                        def test_next(): pass
                        """)
                .run(python("3.13"));
        assertThat(ran.ending().tests()).isEqualTo(2);
        assertThat(ran.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.13"})
    void leavesOutAPytestThatATestStarts(String version) throws Exception {
        Ran ran = project.file(
                        "conftest.py",
                        """
                        import os, pytest
                        pytest_plugins = "pytester"
                        EARLY = dict(os.environ)
                        """)
                .file(
                        "test_nested.py",
                        """
                        import os, subprocess, sys
                        from conftest import EARLY

                        def test_in_process(testdir):
                            testdir.makepyfile("def test_inner(): assert 0")
                            testdir.inline_run()

                        def test_as_process(testdir):
                            testdir.makepyfile("def test_inner(): assert 0")
                            for env in (EARLY, dict(os.environ)):
                                assert subprocess.call([sys.executable, "-m", "pytest"], env=env) == 1
                            assert "TOX_MATRIX_EVENTS" not in os.environ
                            assert "tox_matrix" not in os.environ.get("PYTEST_PLUGINS", "")
                        """)
                .run(python(version), "-p", "no:warnings");
        assertThat(ran.recorder().outcomes)
                .as(ran.output())
                .containsOnlyKeys("test_nested.py::test_in_process", "test_nested.py::test_as_process")
                .containsValues(Outcome.passed());
    }
}
