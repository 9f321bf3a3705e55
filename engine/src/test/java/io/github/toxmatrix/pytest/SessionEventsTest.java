package io.github.toxmatrix.pytest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.toxmatrix.pytest.PytestEvent.Explanation;
import io.github.toxmatrix.pytest.PytestEvent.TestReported;
import io.github.toxmatrix.pytest.PytestProject.Recorder;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events as tests. */
class SessionEventsTest {

    private final Recorder recorder = new Recorder();
    private final SessionEvents session = new SessionEvents(recorder.names, recorder);

    @Test
    void endsATestWhenPytestLogsItsFinish() {
        start("a.py::t");
        report("a.py::t", "call", "passed", "");
        assertThat(recorder.outcomes).isEmpty();
        finish("a.py::t");
        assertThat(recorder.outcomes).containsEntry("a.py::t", Outcome.passed());
    }

    @Test
    void givesEqualIdsNamesOfTheirOwn() {
        for (int i = 0; i < 3; i++) {
            start("a.py::t");
            report("a.py::t", "call", "passed", "");
            finish("a.py::t");
        }
        assertThat(recorder.outcomes).containsOnlyKeys("a.py::t", "a.py::t [2]", "a.py::t [3]");
    }

    @Test
    void aNameThatIsNoNodeIdIsRunAgainByOne() {
        start("a.py::t");
        finish("a.py::t");
        start("a.py::t");
        session.accept(new PytestEvent.SubtestReported(
                new TestReported(
                        "a.py::t",
                        "call",
                        "failed",
                        Optional.empty(),
                        new Explanation("no", "", Optional.empty()),
                        List.of()),
                "[part] (i=1)"));
        finish("a.py::t");
        assertThat(recorder.tests.values())
                .extracting(TestCase::displayName, test -> test.argument().orElse(""))
                .containsExactlyInAnyOrder(
                        tuple("a.py::t", "a.py::t"),
                        tuple("a.py::t [2]", "a.py::t"),
                        tuple("a.py::t [part] (i=1)", "a.py::t"));
    }

    @Test
    void whatCannotBeWrittenInALineIsRunAgainByWhatHoldsIt() {
        start("a.py::t[\u001b[2J]");
        start("b\u0007.py::t");
        assertThat(recorder.tests.values())
                .extracting(TestCase::argument)
                .containsExactlyInAnyOrder(Optional.of("a.py"), Optional.empty());
    }

    @Test
    void givesNamesThatXmlCanHold() {
        start("a.py::t[\u0000\u001b\ud800\n]");
        assertThat(recorder.tests).containsOnlyKeys("a.py::t[\\x00\\x1b\\ud800\\n]");
    }

    @Test
    void failsATestOfWhichNothingWasTold() {
        start("a.py::t");
        finish("a.py::t");
        assertThat(recorder.outcomes.get("a.py::t")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void keepsTheFailureOfARunThatWasNotRunAgain() {
        start("a.py::t");
        report("a.py::t", "call", "rerun", "boom");
        finish("a.py::t");
        assertThat(recorder.outcomes).isEmpty();
        session.accept(new PytestEvent.SessionFinished(1, 0));
        assertThat(recorder.outcomes).containsEntry("a.py::t", Outcome.failed(Failure.of("boom", "")));
    }

    @Test
    void endsWhatACrashLeavesOpen() {
        session.accept(new PytestEvent.Collected(3));
        start("a.py::t");
        session.processEnded(Ending.describe(139), "Segmentation fault");
        assertThat(recorder.outcomes)
                .containsEntry(
                        "a.py::t",
                        Outcome.failed(Failure.of(
                                "The process ended during this test: exit code 139 (signal 11, SIGSEGV)",
                                "Segmentation fault")));
        assertThat(session.problems())
                .extracting(Failure::message)
                .containsExactly("pytest ended before its session did: exit code 139 (signal 11, SIGSEGV);"
                        + " 2 of 3 collected tests did not run");
    }

    @Test
    void tellsLostEventsThoughAllSeemsWell() {
        session.accept(new PytestEvent.SessionFinished(0, 2));
        session.accept(new PytestEvent.Unreadable("x"));
        session.accept(new PytestEvent.PluginFailed("y"));
        assertThat(session.problems()).hasSize(3);
    }

    @Test
    void tellsAnInterruptionUnlessThePytestCallsItSuccess() {
        session.accept(new PytestEvent.Interrupted("nothing to do here"));
        session.accept(new PytestEvent.SessionFinished(0, 0));
        assertThat(session.problems()).isEmpty();

        session.accept(new PytestEvent.Interrupted("Ctrl-C"));
        session.accept(new PytestEvent.SessionFinished(2, 0));
        assertThat(session.problems()).extracting(Failure::message).containsExactly("pytest was interrupted: Ctrl-C");
    }

    @Test
    void tellsAnInterruptionThatPytestDidNotSurvive() {
        session.accept(new PytestEvent.Interrupted("Ctrl-C"));
        session.processEnded(Ending.describe(130), "");
        assertThat(session.problems())
                .extracting(Failure::message)
                .containsExactly(
                        "pytest was interrupted: Ctrl-C",
                        "pytest ended before its session did: " + Ending.describe(130));
    }

    private void start(String id) {
        session.accept(new PytestEvent.TestStarted(id, "a.py", 1));
    }

    private void finish(String id) {
        session.accept(new PytestEvent.TestFinished(id));
    }

    private void report(String id, String when, String outcome, String message) {
        session.accept(new TestReported(
                id, when, outcome, Optional.empty(), new Explanation(message, "", Optional.empty()), List.of()));
    }
}
