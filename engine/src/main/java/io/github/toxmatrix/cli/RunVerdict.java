package io.github.toxmatrix.cli;

import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.TestCase;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Prints each failure in full as it happens, and knows in the end how the run went. */
final class RunVerdict implements TestExecutionListener {

    private final PrintStream out;
    private @Nullable TestPlan plan;
    private int failures;
    private int ended;
    private boolean unreadable;

    RunVerdict(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        ended += test.isTest() ? 1 : 0;
        tellSkipped(test, reason);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        ended += test.isTest() ? 1 : 0;
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failures++;
            unreadable |= isOfTheConfiguration(test);
            StringWriter text = new StringWriter();
            result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(text, true)));
            out.println(
                    path(test) + ": FAILED\n" + text.toString().stripTrailing().indent(4));
        } else if (result.getStatus() == TestExecutionResult.Status.ABORTED && TestCase.isStep(test.getDisplayName())) {
            // pytest tells by itself which of its tests are skipped
            tellSkipped(test, result.getThrowable().map(Throwable::getMessage).orElse(""));
        }
    }

    private void tellSkipped(TestIdentifier test, String reason) {
        out.println(path(test) + ": skipped, " + reason);
    }

    /**
     * {@code _report} of {@code tox/session/cmd/run/common.py}: a single environment ends the run with the code of the
     * command that failed it. A run of nothing is no success, and neither is one whose plan could not be made: the engine is
     * a container that failed then.
     */
    synchronized int exitCode(List<EnvironmentResult> results) {
        if (failures == 0 && ended > 0) {
            return ExitCode.OK;
        }
        if (unreadable) {
            return ExitCode.HANDLED_ERROR;
        }
        return results.size() == 1 ? Math.max(results.get(0).exitCode(), ExitCode.FAILED) : ExitCode.FAILED;
    }

    /** Whether it stands for all environments, since none can be run: it belongs to no environment. */
    private static boolean isOfTheConfiguration(TestIdentifier test) {
        List<UniqueId.Segment> path = test.getUniqueIdObject().getSegments();
        return path.size() == 3 && path.get(2).getType().equals("test");
    }

    /** The environment and the test in it. */
    private String path(TestIdentifier test) {
        TestPlan known = plan;
        if (known == null || !test.isTest() || isOfTheConfiguration(test)) {
            return test.getDisplayName();
        }
        String environment = test.getDisplayName();
        for (TestIdentifier above = test;
                above.getParentIdObject().isPresent();
                above = known.getParent(above).orElseThrow()) {
            environment = above.getDisplayName();
        }
        return environment + " " + test.getDisplayName();
    }
}
