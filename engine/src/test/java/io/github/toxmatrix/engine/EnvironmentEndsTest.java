package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.result.TestCase.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;

/** How the end of an environment is told: never green where something failed or nothing ran. */
class EnvironmentEndsTest extends FakeRunsCase {

    @Test
    void aFailureIsPythonsOwn() {
        String trace = "tests/test_a.py:7: in test_a\n    assert f() == 2\nE   assert 1 == 2";
        fails(new Failure("assert 1 == 2", trace, Optional.of(new Failure.Comparison("2", "1"))));
        AssertionFailedError error = (AssertionFailedError)
                failure(execute(selectClass(ExampleMatrix.class)).testEvents());

        assertThat(error).hasMessage("assert 1 == 2").hasStackTraceContaining(trace);
        assertThat(error.getExpected().getStringRepresentation()).isEqualTo("2");
        assertThat(error.getStackTrace()[0].getLineNumber()).isEqualTo(7);
    }

    @Test
    void anEnvironmentThatFailsWithoutAFailedTestIsNotGreen() {
        runs.script = (environment, listener) -> {
            FakeRuns.PASSES.run(environment, listener);
            return Status.FAILED;
        };
        execute(selectMethod(ExampleMatrix.class, "newest")).testEvents().assertStatistics(counts -> counts.failed(1));
    }

    @Test
    void anEnvironmentInWhichNothingRanIsNotGreen() {
        runs.script = (environment, listener) -> Status.PASSED;
        execute(selectMethod(ExampleMatrix.class, "newest")).testEvents().assertStatistics(counts -> counts.failed(1));
    }

    @Test
    void anExceptionIsAFailedTestAndEndsThoseThatRun() {
        runs.script = (environment, listener) -> {
            listener.started(FakeRuns.TEST);
            throw new IllegalStateException("broke");
        };
        execute(selectMethod(ExampleMatrix.class, "newest")).testEvents().assertStatistics(counts -> counts.started(2)
                .failed(2));
    }

    @Test
    void anErrorIsAFailedTestToo() {
        runs.script = (environment, listener) -> {
            throw new StackOverflowError();
        };
        execute(selectMethod(ExampleMatrix.class, "newest")).testEvents().assertStatistics(counts -> counts.started(1)
                .failed(1));
    }

    @Test
    void aRunInWhichEveryEnvironmentWasSkippedFails() {
        runs.script = (environment, listener) -> {
            listener.finished(provision("create"), new Outcome.Skipped("no Python 3.11"), "");
            return Status.SKIPPED;
        };
        execute(selectClass(ExampleMatrix.class)).testEvents().assertStatistics(counts -> counts.skipped(3)
                .failed(1));
    }

    @Test
    void aFailedProvisioningFailsAgainInARerun() {
        runs.script = (environment, listener) -> {
            listener.started(provision("deps"));
            listener.finished(provision("deps"), Outcome.failed(Failure.of("no such package", "")), "");
            return Status.FAILED;
        };
        execute(selectMethod(ExampleMatrix.class, "newest"));
        runs.script = FakeRuns.PASSES;
        Events rerun = execute(selectMethod(ExampleMatrix.class, "newest")).testEvents();

        assertThat(failure(rerun)).hasMessage("no such package");
        assertThat(runs.ran).hasSize(1);
    }

    @Test
    void keepsWhatInstallersPrintedOnlyWhereTheyFailed() {
        runs.script = (environment, listener) -> {
            listener.started(provision("create"));
            listener.finished(provision("create"), Outcome.passed(), "long talk");
            listener.started(provision("deps"));
            listener.finished(provision("deps"), Outcome.failed(Failure.of("no such package", "")), "bad news");
            return Status.FAILED;
        };
        Events tests = execute(selectMethod(ExampleMatrix.class, "newest")).testEvents();

        assertThat(printed(tests)).containsExactly("bad news");
    }

    @Test
    void keepsWhatInstallersPrintedWhereItIsAskedFor() {
        runs.script = (environment, listener) -> {
            listener.started(provision("create"));
            listener.finished(provision("create"), Outcome.passed(), "long talk");
            return Status.PASSED;
        };
        kit.configurationParameter("matrix.verbose", "true");

        assertThat(printed(execute(selectMethod(ExampleMatrix.class, "newest")).testEvents()))
                .containsExactly("long talk");
    }

    private void fails(Failure failure) {
        runs.script = (environment, listener) -> {
            listener.started(FakeRuns.TEST);
            listener.finished(FakeRuns.TEST, Outcome.failed(failure), "");
            return Status.FAILED;
        };
    }

    private static List<String> printed(Events tests) {
        return tests.reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(ReportEntry.class))
                .map(entry -> entry.getKeyValuePairs().get("stdout"))
                .toList();
    }

    private static TestCase provision(String step) {
        return new TestCase(Kind.PROVISION, "", "provision: " + step, Optional.empty());
    }
}
