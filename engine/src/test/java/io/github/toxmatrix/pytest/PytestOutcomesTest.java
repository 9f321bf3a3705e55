package io.github.toxmatrix.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.pytest.PytestProject.Ran;
import io.github.toxmatrix.pytest.PytestProject.Recorder;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.tox.document.SourcePosition;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How each test ended, where it stands and what it printed, as real pytests of several Pythons tell while they run. */
class PytestOutcomesTest extends PytestCase {

    /** One test for each way to end. */
    private static final String OUTCOMES =
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
            """;

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.8", "3.11", "3.13"})
    void tellsEveryOutcome(String version) throws Exception {
        Ran ran = project.file("test_outcomes.py", OUTCOMES).run(python(version));

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

        tellsWhatFailedInATest(ran);
        tellsWhatFailedAroundATest(ran);
        tellsWhatWasSkippedOrExpected(ran);
    }

    private static void tellsWhatFailedInATest(Ran ran) {
        Failure compares = ran.failure("test_outcomes.py::test_compares");
        assertThat(compares.comparison()).contains(new Failure.Comparison("[1, 3]", "[1, 2]"));
        assertThat(compares.message()).contains("assert [1, 2] == [1, 3]");
        assertThat(compares.trace()).contains("test_outcomes.py:18: AssertionError");

        Failure raises = ran.failure("test_outcomes.py::test_raises");
        assertThat(raises.message()).isEqualTo("ValueError: bad value");
        assertThat(raises.comparison()).isEmpty();
    }

    private static void tellsWhatFailedAroundATest(Ran ran) {
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
    }

    private static void tellsWhatWasSkippedOrExpected(Ran ran) {
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
}
