package io.github.toxmatrix.engine;

import io.github.toxmatrix.report.ConsoleReport;
import io.github.toxmatrix.report.RepeatCommand;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.tox.ToxConfigurationException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.util.ExceptionUtils;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;

/** One execution: what all environments of it share. */
final class MatrixContext implements EngineExecutionContext, AutoCloseable {

    private final PlatformListener listener;
    private final ConfigurationParameters parameters;
    private final Cancellation cancellation;
    private final Instant begin = Instant.now();

    private @Nullable ConsoleReport console;
    private boolean placeShown;
    private boolean anyRan;
    private int left;
    private int ended;

    MatrixContext(ExecutionRequest request, PlatformListener listener) {
        this.listener = listener;
        this.parameters = request.getConfigurationParameters();
        this.cancellation = new Cancellation(PlatformRequest.cancellation(request));
    }

    /** Called once, when filters have taken away what does not run. */
    void start(MatrixEngineDescriptor engine) {
        Set<TestDescriptor> boxes = new LinkedHashSet<>(engine.getDescendants());
        boxes.removeIf(descriptor -> !(descriptor instanceof BoxDescriptor));
        left = boxes.size();
        console = new ConsoleReport(boxes.size(), RepeatCommand.of(parameters::get), System.out::println);
    }

    /** Runs an environment; what goes wrong becomes a failed test in it. */
    void run(BoxDescriptor box) {
        TestReporter tests = new TestReporter(box, listener);
        EnvironmentResult result;
        cancellation.register(Thread.currentThread());
        try {
            result = runInto(tests, box);
        } finally {
            cancellation.unregister(Thread.currentThread());
        }
        finished(result, tests);
    }

    private EnvironmentResult runInto(TestReporter tests, BoxDescriptor box) {
        Instant start = Instant.now();
        try {
            EnvironmentResult remembered = ProvisionMemory.repeat(box, tests);
            if (remembered != null) {
                return remembered;
            }
            showPlace(box);
            EnvironmentResult result = box.project()
                    .run(
                            box.environment(),
                            box.options(MatrixConfiguration.of(parameters).timeout()),
                            tests);
            ProvisionMemory.remember(box, tests);
            tests.checkNothingIsMissing(result);
            return result;
        } catch (InterruptedException e) {
            Thread.interrupted(); // the worker goes on to its next environment, which the launcher may skip
            tests.broken("the run was interrupted before this environment ended", cancellation.isRequested());
        } catch (RuntimeException e) {
            tests.broken(message(e), false);
        }
        return tests.result(Status.FAILED, Duration.between(start, Instant.now()));
    }

    /** What a package says to users it says in messages; an exception without one is a defect of ours. */
    private static String message(RuntimeException e) {
        return e instanceof ToxConfigurationException || e instanceof UncheckedIOException
                ? String.valueOf(e.getMessage())
                : ExceptionUtils.readStackTrace(e);
    }

    private synchronized void showPlace(BoxDescriptor box) {
        if (!placeShown && console != null) {
            placeShown = true;
            console.started(box.project().place());
        }
    }

    private void finished(EnvironmentResult result, TestReporter tests) {
        boolean allSkipped;
        synchronized (this) {
            anyRan |= result.status() != Status.SKIPPED;
            left--;
            ended++;
            allSkipped = left == 0 && !anyRan;
        }
        if (allSkipped) {
            // tox/session/cmd/run/common.py: a run in which every environment was skipped fails
            tests.broken(
                    "every environment of this run was skipped (" + ended + " of " + ended + "), so nothing was tested",
                    false);
        }
        ConsoleReport report = console;
        if (report != null) {
            EnvironmentResult shown = allSkipped ? tests.result(Status.FAILED, result.duration()) : result;
            listener.together(() -> report.finished(shown));
        }
    }

    @Override
    public void close() {
        cancellation.close();
        if (console != null && ended > 1) {
            console.summary(Duration.between(begin, Instant.now()));
        }
    }
}
