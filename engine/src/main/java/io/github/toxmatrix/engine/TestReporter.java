package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.platform.PlatformListener;
import io.github.toxmatrix.engine.platform.PythonFailure;
import io.github.toxmatrix.engine.platform.ReportText;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.result.TestCase.Kind;
import io.github.toxmatrix.run.RunListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.opentest4j.TestAbortedException;

/** Tells JUnit what happens in one environment. */
final class TestReporter implements RunListener {

    /** The test that fails when an environment goes wrong beside its tests. */
    private static final String ENVIRONMENT = "environment";

    /** Surefire reads what a test prints; elsewhere, what is printed lands in any test that happens to run. */
    static final boolean IN_SUREFIRE = System.getProperty("surefire.test.class.path") != null
            || System.getProperty("surefire.real.class.path") != null;

    /** A test that ended. */
    record Ended(TestCase test, Outcome outcome, String output) {}

    private final BoxDescriptor box;
    private final UniqueId environmentId;
    private final PlatformListener listener;
    private final boolean selective;
    private final boolean verbose;
    private final BooleanSupplier cancelled;

    private final Map<TestCase, TestCaseDescriptor> started = new LinkedHashMap<>();
    private final Map<TestCase, Integer> occurrences = new HashMap<>();
    private final List<Ended> ended = new ArrayList<>();

    /**
     * @param verbose whether what installers print is shown also where they succeed
     * @param cancelled whether the client has cancelled the run: what fails then was ended, and says nothing of the code
     */
    TestReporter(BoxDescriptor box, PlatformListener listener, boolean verbose, BooleanSupplier cancelled) {
        this.verbose = verbose;
        this.cancelled = cancelled;
        this.box = box;
        this.environmentId = box.getUniqueId().removeLastSegment();
        this.listener = listener;
        this.selective = box.options(Optional.empty(), false).isSelective();
    }

    @Override
    public synchronized void started(TestCase test) {
        if (!isQuiet(test)) {
            listener.together(() -> start(test));
        }
    }

    /** Who asked for single tests sees of the provisioning only what keeps them from running. */
    private boolean isQuiet(TestCase test) {
        return selective && test.kind() == Kind.PROVISION;
    }

    private void start(TestCase test) {
        TestCaseDescriptor descriptor = register(test);
        started.put(test, descriptor);
        listener.executionStarted(descriptor);
    }

    private TestCaseDescriptor register(TestCase test) {
        int occurrence = occurrences.merge(test, 1, Integer::sum);
        TestCaseDescriptor descriptor = TestCaseDescriptor.of(environmentId, test, occurrence, box.getTags());
        box.addChild(descriptor);
        listener.dynamicTestRegistered(descriptor);
        return descriptor;
    }

    @Override
    public synchronized void finished(TestCase test, Outcome found, String output) {
        Outcome outcome = found instanceof Outcome.Failed failed && cancelled.getAsBoolean()
                ? new Outcome.Aborted(
                        "the run was cancelled: " + failed.failures().get(0).message())
                : found;
        ended.add(new Ended(test, outcome, output));
        if (!started.containsKey(test) && isQuiet(test) && outcome instanceof Outcome.Passed) {
            return;
        }
        listener.together(() -> {
            if (outcome instanceof Outcome.Skipped skipped && !started.containsKey(test)) {
                listener.executionSkipped(register(test), ReportText.clean(skipped.reason()));
                return;
            }
            if (!started.containsKey(test)) {
                start(test);
            }
            finish(started.remove(test), outcome, isShown(test, outcome) ? output : "");
        });
    }

    private boolean isShown(TestCase test, Outcome outcome) {
        return verbose || test.kind() != Kind.PROVISION || !(outcome instanceof Outcome.Passed);
    }

    private void finish(TestCaseDescriptor descriptor, Outcome outcome, String output) {
        String note = outcome instanceof Outcome.Passed passed ? passed.note() : "";
        String text = ReportText.clean(note.isEmpty() ? output : note + "\n" + output);
        if (!text.isBlank()) {
            listener.reportingEntryPublished(descriptor, ReportEntry.from("stdout", text));
            if (IN_SUREFIRE) {
                System.out.print(text.endsWith("\n") ? text : text + "\n");
            }
        }
        listener.executionFinished(descriptor, result(descriptor, outcome));
    }

    private TestExecutionResult result(TestDescriptor test, Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return TestExecutionResult.failed(
                    PythonFailure.of(box.environment().name() + " " + test.getDisplayName(), failed.failures()));
        } else if (outcome instanceof Outcome.Aborted aborted) {
            return aborted(aborted.reason());
        } else if (outcome instanceof Outcome.Skipped skipped) {
            return aborted(skipped.reason());
        }
        return TestExecutionResult.successful();
    }

    private static TestExecutionResult aborted(String reason) {
        TestAbortedException exception = new TestAbortedException(ReportText.clean(reason));
        exception.setStackTrace(new StackTraceElement[0]);
        return TestExecutionResult.aborted(exception);
    }

    /** The environment is left out: a test in its place is skipped. */
    synchronized EnvironmentResult notRun(String reason) {
        finished(environmentTest(), new Outcome.Skipped(reason), "");
        return result(Status.SKIPPED, Duration.ZERO);
    }

    /** The environment ended otherwise than by its tests: fails those that still run and one that says why. */
    synchronized void broken(String message, boolean asWished) {
        Outcome outcome = asWished ? new Outcome.Aborted(message) : Outcome.failed(Failure.of(message, ""));
        List.copyOf(started.keySet()).forEach(test -> finished(test, outcome, ""));
        TestCase test = environmentTest();
        started(test);
        finished(test, outcome, "");
    }

    private TestCase environmentTest() {
        return new TestCase(
                Kind.COMMAND, "", ENVIRONMENT, Optional.of(box.environment().position()));
    }

    /** A failure without a failed test, or an environment without a test, would be green in reports. */
    synchronized void checkNothingIsMissing(EnvironmentResult result) {
        boolean anyFailed = ended.stream().anyMatch(each -> each.outcome() instanceof Outcome.Failed);
        if (!started.isEmpty()) {
            broken("the environment ended before these tests did: " + started.keySet(), false);
        } else if (result.status() == Status.FAILED && !anyFailed) {
            broken("the environment failed although none of its tests did", false);
        } else if (ended.isEmpty()) {
            broken("nothing ran in this environment", false);
        }
    }

    /** The steps of a provisioning of which one failed; else none. */
    synchronized List<Ended> failedProvisioning() {
        List<Ended> failed = ended.stream()
                .filter(each -> each.test().kind() == Kind.PROVISION && each.outcome() instanceof Outcome.Failed)
                .toList();
        return failed;
    }

    /** What the tests so far came to. */
    synchronized EnvironmentResult result(Status status, Duration duration) {
        List<TestCase> failed = ended.stream()
                .filter(each -> each.outcome() instanceof Outcome.Failed)
                .map(Ended::test)
                .toList();
        int passed = (int) ended.stream()
                .filter(each -> each.outcome() instanceof Outcome.Passed)
                .count();
        return new EnvironmentResult(
                box.environment().name(),
                status,
                passed,
                failed.size(),
                ended.size() - passed - failed.size(),
                duration,
                status == Status.FAILED ? 1 : 0,
                failed);
    }
}
