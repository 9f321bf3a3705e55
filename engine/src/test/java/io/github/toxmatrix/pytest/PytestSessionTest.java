package io.github.toxmatrix.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.pytest.PytestProject.Ran;
import io.github.toxmatrix.pytest.PytestProject.Recorder;
import io.github.toxmatrix.python.PythonWithPytest;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.tox.document.SourcePosition;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real pytests of several Pythons, followed. */
@Tag("slow")
@Timeout(600)
class PytestSessionTest {

    private static final String PYTHON_2_PYTEST = "pytest==4.6.11";

    @TempDir
    Path folder;

    private PytestProject project;

    @BeforeEach
    void newProject() {
        project = new PytestProject(folder);
    }

    private static Path python(String version) {
        return version.equals("2.7")
                ? PythonWithPytest.python(version, PYTHON_2_PYTEST)
                : PythonWithPytest.python(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.8", "3.13"})
    void tellsWhatRunsATestAgainWherePytestWasCalled(String version) throws Exception {
        project.file("src/deep/tests/test_a.py", "def test_a():\n    assert 0\n")
                .in("src/deep");
        Ran ran = project.run(python(version), "tests");

        TestCase failed = ran.recorder().tests.get("src/deep/tests/test_a.py::test_a");
        assertThat(failed.argument()).contains("tests" + File.separator + "test_a.py::test_a");

        Ran again = project.run(python(version), failed.argument().orElseThrow());
        assertThat(again.failure("src/deep/tests/test_a.py::test_a").message()).contains("assert 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.8", "3.11", "3.13"})
    void tellsEveryOutcome(String version) throws Exception {
        Ran ran = project.file(
                        "test_outcomes.py",
                        """
                        import pytest

                        @pytest.fixture
                        def broken():
                            raise RuntimeError("no database")

                        @pytest.fixture
                        def leaking():
                            yield
                            raise RuntimeError("left open")

                        def test_passes():
                            print("hello")

                        def test_compares():
                            found = [1, 2]
                            assert found == [1, 3]

                        def test_raises():
                            raise ValueError("bad value")

                        def test_without_setup(broken):
                            pass

                        def test_without_teardown(leaking):
                            pass

                        def test_fails_twice(leaking):
                            assert "one" == "two"

                        @pytest.mark.skip(reason="not here")
                        def test_skipped():
                            pass

                        def test_skips_itself():
                            pytest.skip("not now")

                        @pytest.mark.xfail(reason="known")
                        def test_xfail():
                            assert False

                        @pytest.mark.xfail(reason="known")
                        def test_xpass():
                            pass

                        @pytest.mark.xfail(reason="known", strict=True)
                        def test_strict():
                            pass
                        """)
                .run(python(version));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.ending()).isEqualTo(new PytestEnding(true, 11, 6, Optional.empty()));
        assertThat(ran.recorder().open).isEmpty();

        assertThat(ran.outcome("test_outcomes.py::test_passes")).isEqualTo(Outcome.passed());
        assertThat(ran.recorder().outputs.get("test_outcomes.py::test_passes"))
                .isEqualTo("--- Captured stdout call ---\nhello\n");
        assertThat(ran.recorder().tests.get("test_outcomes.py::test_passes"))
                .isEqualTo(new TestCase(
                        TestCase.Kind.PYTEST,
                        "test_outcomes.py",
                        "test_passes",
                        Optional.of(new SourcePosition(project.path("test_outcomes.py"), 13))));

        Failure compares = ran.failure("test_outcomes.py::test_compares");
        assertThat(compares.comparison()).contains(new Failure.Comparison("[1, 3]", "[1, 2]"));
        assertThat(compares.message()).contains("assert [1, 2] == [1, 3]");
        assertThat(compares.trace()).contains("test_outcomes.py:18: AssertionError");

        Failure raises = ran.failure("test_outcomes.py::test_raises");
        assertThat(raises.message()).isEqualTo("ValueError: bad value");
        assertThat(raises.comparison()).isEmpty();

        assertThat(ran.failures("test_outcomes.py::test_without_setup"))
                .extracting(Failure::message)
                .containsExactly("in setup: RuntimeError: no database");
        assertThat(ran.failures("test_outcomes.py::test_without_teardown"))
                .extracting(Failure::message)
                .containsExactly("in teardown: RuntimeError: left open");
        List<Failure> both = ran.failures("test_outcomes.py::test_fails_twice");
        assertThat(both).hasSize(2);
        assertThat(both.get(0).comparison()).contains(new Failure.Comparison("two", "one"));
        assertThat(both.get(1).message()).isEqualTo("in teardown: RuntimeError: left open");

        assertThat(ran.outcome("test_outcomes.py::test_skipped")).isEqualTo(new Outcome.Aborted("not here"));
        assertThat(ran.outcome("test_outcomes.py::test_skips_itself")).isEqualTo(new Outcome.Aborted("not now"));
        assertThat(ran.outcome("test_outcomes.py::test_xfail")).isEqualTo(new Outcome.Aborted("xfail: known"));
        assertThat(ran.outcome("test_outcomes.py::test_xpass")).isEqualTo(new Outcome.Passed("xpass: known"));
        assertThat(ran.failure("test_outcomes.py::test_strict").message()).contains("XPASS(strict)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.13"})
    void tellsATestWhileTheNextStillBlocks(String version) throws Exception {
        Path python = python(version);
        CountDownLatch firstFinished = new CountDownLatch(1);
        Recorder recorder = new Recorder() {
            @Override
            public void finished(TestCase test, Outcome outcome, String output) {
                super.finished(test, outcome, output);
                firstFinished.countDown();
            }
        };
        try (ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            project.variable("GATE", String.valueOf(gate.getLocalPort()))
                    .file(
                            "test_gate.py",
                            """
                    import os, socket

                    def test_1():
                        pass

                    def test_2():
                        gate = socket.create_connection(("127.0.0.1", int(os.environ["GATE"])))
                        assert gate.recv(1) == b""
                    """);
            FutureTask<Ran> run = new FutureTask<>(() -> project.run(recorder, python));
            new Thread(run).start();
            firstFinished.await();
            gate.accept().close(); // test_2 ends now, not before

            assertThat(run.get().recorder().outcomes)
                    .containsOnlyKeys("test_gate.py::test_1", "test_gate.py::test_2")
                    .containsValues(Outcome.passed());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.13"})
    void tellsWhatCannotBeCollected(String version) throws Exception {
        Ran ran = project.file("test_bad.py", "raise ValueError('no import')\n")
                .file("test_left_out.py", "import pytest\npytest.skip('not today', allow_module_level=True)\n")
                .file("test_good.py", "def test(): pass\n")
                .run(python(version), "--doctest-modules");

        assertThat(ran.failure("test_bad.py").message()).isEqualTo("in collection: ValueError: no import");
        assertThat(ran.recorder().tests.get("test_bad.py").position())
                .contains(new SourcePosition(project.path("test_bad.py"), 0));
        assertThat(ran.outcome("test_left_out.py")).isEqualTo(new Outcome.Skipped("not today"));
        assertThat(ran.ending().failed()).isEqualTo(1);
        assertThat(ran.problem()).contains("1 of 1 collected tests did not run");
    }

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

    @Test
    void followsSeveralPytestsOfOneCommand() throws Exception {
        Ran ran = project.file("test_a.py", "def test(): pass\n")
                .run(python("3.13"), "-c", "import pytest, sys; sys.exit(pytest.main([]) or pytest.main([]))");
        assertThat(ran.recorder().outcomes).as(ran.output()).containsOnlyKeys("test_a.py::test", "test_a.py::test [2]");
        assertThat(ran.problem()).isEmpty();
    }

    @Test
    void saysWhenThereAreNoTests() throws Exception {
        Ran ran = project.file("test_none.py", "").run(python("3.13"));
        assertThat(ran.exitCode()).isEqualTo(5);
        assertThat(ran.problem()).contains("no tests");
    }

    @Test
    void leavesAUsageErrorToTheCommand() throws Exception {
        Ran ran = project.file("test_a.py", "def test(): pass\n").run(python("3.13"), "--no-such-option");
        assertThat(ran.exitCode()).isEqualTo(4);
        assertThat(ran.ending()).isEqualTo(new PytestEnding(false, 0, 0, Optional.empty()));
    }

    @Test
    void countsCollectingAloneAsNothingMissed() throws Exception {
        Ran ran = project.file("test_a.py", "def test(): pass\n").run(python("3.13"), "--collect-only");
        assertThat(ran.ending()).isEqualTo(new PytestEnding(true, 0, 0, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.8", "3.13"})
    void keepsWhatIsSelected(String version) throws Exception {
        Ran ran = project.file(
                        "test_a.py",
                        """
                        import pytest
                        @pytest.mark.parametrize("word", [u"caf\\u00e9", u"b"])
                        def test_word(word): pass
                        def test_other(): pass
                        """)
                .select("test_a.py::test_other", "test_a.py::test_word[caf\\xe9]", "test_a.py::test_gone")
                .run(python(version));
        assertThat(ran.recorder().outcomes)
                .as(ran.output())
                .containsOnlyKeys("test_a.py::test_other", "test_a.py::test_word[caf\\xe9]", "test_a.py::test_gone");
        assertThat(ran.failure("test_a.py::test_gone").message()).contains("did not find");
    }

    @Test
    void followsXdistAndItsCrashingWorkers() throws Exception {
        Ran ran = project.file(
                        "test_x.py",
                        """
                        import os, pytest
                        @pytest.mark.parametrize("n", range(20))
                        def test_n(n): print("n is", n)
                        def test_compare(): assert {"a": 1} == {"a": 2}
                        def test_crash(): os._exit(1)
                        """)
                .select(selectionOf(20))
                .run(PythonWithPytest.python("3.13", "pytest", "pytest-xdist"), "-n2");
        assertThat(ran.recorder().outcomes).as(ran.output()).hasSize(23);
        assertThat(ran.failure("test_x.py::test_compare").comparison())
                .contains(new Failure.Comparison("{'a': 2}", "{'a': 1}"));
        assertThat(ran.failure("test_x.py::test_crash").message()).contains("crashed");
        assertThat(ran.failure("test_x.py::test_gone").message()).contains("did not find");
        assertThat(ran.ending().failed()).isEqualTo(3);
        assertThat(ran.problem()).isEmpty();
    }

    private static String[] selectionOf(int count) {
        return java.util.stream.Stream.concat(
                        java.util.stream.IntStream.range(0, count).mapToObj(n -> "test_x.py::test_n[" + n + "]"),
                        java.util.stream.Stream.of(
                                "test_x.py::test_compare", "test_x.py::test_crash", "test_x.py::test_gone"))
                .toArray(String[]::new);
    }

    @Test
    void takesTheLastOfReruns() throws Exception {
        Ran ran = project.file(
                        "test_r.py",
                        """
                        runs = []
                        def test_flaky():
                            runs.append(1)
                            assert len(runs) == 3
                        def test_broken(): assert 0
                        """)
                .run(PythonWithPytest.python("3.13", "pytest", "pytest-rerunfailures"), "--reruns=2");
        assertThat(ran.outcome("test_r.py::test_flaky")).isEqualTo(new Outcome.Passed("passed after 2 reruns"));
        assertThat(ran.failures("test_r.py::test_broken")).hasSize(1);
        assertThat(ran.ending().tests()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytest<8.5,pytest-subtests", "pytest>=9"})
    void tellsSubtests(String packages) throws Exception {
        Ran ran = project.file(
                        "test_s.py",
                        """
                        def test_s(subtests):
                            for i in range(3):
                                with subtests.test("part", i=i):
                                    assert i != 1
                        """)
                .run(PythonWithPytest.python("3.13", packages.split(",")));
        assertThat(ran.failure("test_s.py::test_s [part] (i=1)").message()).contains("assert 1 != 1");
        assertThat(ran.failure("test_s.py::test_s").message()).contains("subtest");
        assertThat(ran.outcome("test_s.py::test_s [part] (i=2)")).isEqualTo(Outcome.passed());
        assertThat(ran.ending().problem()).isEmpty();
    }

    @Test
    void keepsTheUsersOwnVariables() throws IOException {
        PytestBridge bridge = PytestBridge.unpack(folder);
        assertThat(bridge.variables(
                        java.util.Map.of("PYTEST_PLUGINS", "mine", "PYTHONPATH", "src", "PYTEST_ADDOPTS", "-x"),
                        folder))
                .containsEntry("PYTEST_PLUGINS", "mine,tox_matrix_pytest")
                .containsEntry("PYTHONPATH", "src" + java.io.File.pathSeparator + folder)
                .containsEntry("PYTEST_ADDOPTS", "-x");
    }
}
