package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import io.github.toxmatrix.engine.parameter.MatrixProblem;
import io.github.toxmatrix.engine.platform.Cancellation;
import io.github.toxmatrix.engine.platform.Parallelism;
import io.github.toxmatrix.engine.platform.PlatformListener;
import io.github.toxmatrix.engine.platform.PlatformRequest;
import io.github.toxmatrix.engine.project.EnvironmentsMade;
import io.github.toxmatrix.engine.project.ProjectRun;
import io.github.toxmatrix.report.ConsoleReport;
import io.github.toxmatrix.report.RepeatCommand;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.EnvironmentResults;
import io.github.toxmatrix.result.SameEnvironments;
import io.github.toxmatrix.run.RunOptions;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.RunKeys;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.util.ExceptionUtils;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.hierarchical.EngineExecutionContext;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;

/** One execution: what all environments of it share. */
final class MatrixContext implements EngineExecutionContext, AutoCloseable {

    /** Longer than it takes to kill what does not listen. */
    private static final Duration ENDING = Duration.ofSeconds(8);

    private final PlatformListener listener;
    private final ConfigurationParameters parameters;
    private final Cancellation cancellation;
    private final EnvironmentResults results;
    private final Instant begin = Instant.now();

    private final Set<ProjectRun> projects = new LinkedHashSet<>();

    private @Nullable ConsoleReport console;
    private @Nullable RunOrder order;
    private final Map<BoxDescriptor, EnvironmentResult> ran = new ConcurrentHashMap<>();

    private Twins twins = Twins.NONE;
    private final RunProgress progress = new RunProgress();
    private boolean placeShown;
    private @Nullable ProjectRun shown;

    MatrixContext(ExecutionRequest request, PlatformListener listener) {
        this.listener = listener;
        this.parameters = request.getConfigurationParameters();
        this.results = results(request.getStore());
        this.cancellation = new Cancellation(PlatformRequest.cancellation(request));
    }

    /** Kept in the store of the launcher's session, where whoever opened it can read them. */
    private static EnvironmentResults results(NamespacedHierarchicalStore<Namespace> store) {
        NamespacedHierarchicalStore<Namespace> session = store;
        while (session.getParent().isPresent()) {
            session = session.getParent().get();
        }
        return session.getOrComputeIfAbsent(
                Namespace.create(EnvironmentResults.class),
                EnvironmentResults.class,
                key -> new EnvironmentResults(),
                EnvironmentResults.class);
    }

    /** Called once, when filters have taken away what does not run, and before JUnit looks at the children. */
    void start(MatrixEngineDescriptor engine) {
        List<TestDescriptor> children = List.copyOf(engine.getChildren());
        twins = findTwins(children);
        RunOrder found = Parallelism.isConcurrent(parameters)
                ? RunOrder.longestFirst(children, twins)
                : RunOrder.of(children, twins);
        engine.orderChildren(all -> new ArrayList<>(found.order()));
        order = found;
        Set<TestDescriptor> boxes = new LinkedHashSet<>(engine.getDescendants());
        boxes.removeIf(descriptor -> !(descriptor instanceof BoxDescriptor));
        progress.begin(boxes.size());
        foresee(boxes.stream().map(BoxDescriptor.class::cast).toList());
        console = new ConsoleReport(
                boxes.size(), RepeatCommand.of(parameters::get, System.getenv()), System.out::println);
    }

    private void foresee(List<BoxDescriptor> boxes) {
        Map<ProjectRun, List<ToxEnvironment>> coming = new LinkedHashMap<>();
        boxes.forEach(box -> projects.add(box.project()));
        boxes.stream().filter(box -> twins.firstOf(box).isEmpty()).forEach(box -> coming.computeIfAbsent(
                        box.project(), first -> new ArrayList<>())
                .add(box.environment()));
        if (!coming.isEmpty() && !cancellation.isRequested()) {
            Optional<Duration> limit = MatrixConfiguration.of(parameters).timeout();
            int atOnce = Parallelism.atOnce(parameters);
            coming.forEach((project, environments) -> project.foresee(environments, limit, atOnce));
        }
    }

    /** Found in the order that the configuration asks for, so that it is the same one of several that runs each time. */
    private Twins findTwins(List<TestDescriptor> children) {
        if (children.stream().map(RunOrder::box).filter(Optional::isPresent).count() < 2
                || cancellation.isRequested()) {
            return Twins.NONE;
        }
        MatrixConfiguration configuration = MatrixConfiguration.of(parameters);
        try {
            return configuration.duplicatesOnce()
                    ? Twins.among(RunOrder.of(children).order(), configuration.timeout())
                    : Twins.NONE;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt(); // the environments are told
            return Twins.NONE;
        }
    }

    /** For each child of the engine, by its place, the places of those it waits for. */
    List<Set<Integer>> waits() {
        return order == null ? List.of() : order.waits();
    }

    /** The JVM ends: no environment starts any more, and those that run are ended. */
    void interrupt() {
        cancellation.end(ENDING);
    }

    /** Writes what the environments had. */
    void writePins(List<PinsOutput.Ran> projects) {
        if (console != null && progress.ended() > 0) {
            PinsOutput.write(projects, MatrixConfiguration.of(parameters), console);
        }
    }

    /** Runs an environment; what goes wrong becomes a failed test in it. */
    void run(BoxDescriptor box) {
        TestReporter tests = new TestReporter(
                box,
                listener,
                MatrixConfiguration.of(parameters).verbose(),
                () -> cancellation.isRequested() && !cancellation.isEnding());
        EnvironmentResult result;
        cancellation.register(Thread.currentThread());
        try {
            result = runInto(tests, box);
        } finally {
            cancellation.unregister(Thread.currentThread());
        }
        finished(box, result, tests);
    }

    private EnvironmentResult runInto(TestReporter tests, BoxDescriptor box) {
        Instant start = Instant.now();
        try {
            if (cancellation.isEnding()) {
                throw new InterruptedException();
            }
            Optional<EnvironmentResult> known = withoutRunning(tests, box);
            if (known.isPresent()) {
                return known.get();
            }
            showPlace(box);
            MatrixConfiguration configuration = MatrixConfiguration.of(parameters);
            RunOptions options =
                    box.options(configuration.timeout(), configuration.leftOut().commands());
            EnvironmentResult result = box.project().run(box.environment(), options, tests);
            ProvisionMemory.remember(box, tests);
            if (box.isWhole() && !options.notest() && result.status() != Status.SKIPPED) {
                box.project().durations().took(result.name(), result.duration());
            }
            tests.checkNothingIsMissing(result);
            return result;
        } catch (InterruptedException e) {
            // the worker goes on to its next environment, which the launcher may skip
            tests.broken("the run was interrupted before this environment ended", cancellation.isRequested());
        } catch (RuntimeException | Error e) { // also an Error: what fails outside of tests, reports tell badly or not
            tests.broken(message(e), false);
        }
        return tests.result(Status.FAILED, Duration.between(start, Instant.now()));
    }

    /** What becomes of one that does not run now. */
    private Optional<EnvironmentResult> withoutRunning(TestReporter tests, BoxDescriptor box) {
        String problem = order == null ? null : order.problem(box);
        if (problem != null) {
            throw new MatrixProblem(problem);
        }
        String reason = progress.stopped();
        if (reason != null) {
            return Optional.of(tests.notRun(reason));
        }
        Optional<EnvironmentResult> first = twins.firstOf(box).map(ran::get);
        return first.isPresent()
                ? Optional.of(twin(tests, box, first.get()))
                : Optional.ofNullable(ProvisionMemory.repeat(box, tests));
    }

    /** Never as if it had passed: who reads the report finds what it would have found under the name of the other. */
    private EnvironmentResult twin(TestReporter tests, BoxDescriptor box, EnvironmentResult first) {
        ConsoleReport report = console;
        if (report != null) {
            report.twin(box.environment().name(), first.name());
        }
        return tests.notRun(Twins.reason(first));
    }

    /** What a package says to users it says in messages; an exception without one is a defect of ours. */
    private static String message(Throwable e) {
        return e instanceof MatrixProblem || e instanceof ToxConfigurationException || e instanceof UncheckedIOException
                ? String.valueOf(e.getMessage())
                : ExceptionUtils.readStackTrace(e);
    }

    private synchronized void showPlace(BoxDescriptor box) {
        if (!placeShown && console != null) {
            placeShown = true;
            console.started(box.project().place());
            shown = box.project();
        }
    }

    private boolean stopsRun(BoxDescriptor box, EnvironmentResult result) {
        return result.status() == Status.FAILED
                && (MatrixConfiguration.of(parameters).failFast() || failsFast(box));
    }

    private static boolean failsFast(BoxDescriptor box) {
        try {
            return box.environment().get(RunKeys.FAIL_FAST);
        } catch (ToxConfigurationException e) {
            return false; // it could not run for that, which is what its failed test says
        }
    }

    private void finished(BoxDescriptor box, EnvironmentResult result, TestReporter tests) {
        boolean allSkipped = progress.end(result, stopsRun(box, result));
        if (allSkipped) {
            int ended = progress.ended();
            // tox/session/cmd/run/common.py: a run in which every environment was skipped fails
            tests.broken(
                    "every environment of this run was skipped (" + ended + " of " + ended + "), so nothing was tested",
                    false);
        }
        EnvironmentResult shown = allSkipped ? tests.result(Status.FAILED, result.duration()) : result;
        results.add(shown);
        ran.put(box, result);
        ConsoleReport report = console;
        if (report != null) {
            listener.together(() -> report.finished(shown));
        }
    }

    @Override
    public void close() {
        cancellation.close();
        projects.forEach(project -> project.durations().keep());
        if (console != null && progress.ended() > 1) {
            console.summary(Duration.between(begin, Instant.now()), shown == null ? "" : shown.sizes(), same());
        }
    }

    private List<SameEnvironments> same() {
        List<TestDescriptor> all = order == null ? List.of() : order.order();
        return projects.stream()
                .flatMap(project -> new EnvironmentsMade(project)
                                .same(all.stream()
                                        .map(RunOrder::box)
                                        .flatMap(Optional::stream)
                                        .filter(box -> box.project().equals(project) && ran.containsKey(box))
                                        .map(BoxDescriptor::environment)
                                        .toList())
                                .stream())
                .toList();
    }
}
