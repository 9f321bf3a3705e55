package io.github.toxmatrix.engine;

import io.github.toxmatrix.cache.Durations;
import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import io.github.toxmatrix.engine.project.ProjectRun;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.result.TestCase.Kind;
import io.github.toxmatrix.run.RunListener;
import io.github.toxmatrix.run.RunOptions;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.InterpreterLookup;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Projects that are really read, whose environments are not made and tell what a test says. */
public final class FakeRuns implements ProjectRun.Opener {

    /** What an environment does. */
    @FunctionalInterface
    interface Script {
        Status run(ToxEnvironment environment, RunListener listener) throws InterruptedException;
    }

    static final TestCase TEST = new TestCase(Kind.PYTEST, "tests/test_a.py", "test_a[x]", Optional.empty());

    private static final Interpreter PYTHON =
            new Interpreter(Path.of("/usr/bin/python3"), "cpython", 3, 12, 1, false, 64, "x86_64");

    private static final InterpreterLookup PYTHONS = names -> Optional.of(PYTHON);

    static final Script PASSES = passing(TEST);

    /** In the order in which they began. */
    final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    final List<RunOptions> options = Collections.synchronizedList(new ArrayList<>());
    final List<String> foreseen = new ArrayList<>();

    /** Those whose versions were asked for. */
    final List<String> askedFor = new ArrayList<>();

    final Map<String, List<Pins>> versions = new TreeMap<>();
    public final Map<String, EnvironmentPins> pins = new TreeMap<>();
    Durations durations = Durations.none();
    Script script = PASSES;

    /** Tells this test alone. */
    static Script passing(TestCase test) {
        return (environment, listener) -> {
            listener.started(test);
            listener.finished(test, Outcome.passed(), "printed");
            return Status.PASSED;
        };
    }

    @Override
    public ProjectRun open(Path place, MatrixConfiguration configuration) {
        return open(place);
    }

    public ProjectRun open(Path place) {
        return new FakeRun(ToxProject.load(
                place, new ToxInvocation(Map.of(), Optional.empty(), List.of(), Optional.empty(), PYTHONS)));
    }

    private final class FakeRun implements ProjectRun {

        private final ToxProject project;

        FakeRun(ToxProject project) {
            this.project = project;
        }

        @Override
        public ToxProject project() {
            return project;
        }

        @Override
        public String place() {
            return "nowhere";
        }

        @Override
        public void foresee(List<ToxEnvironment> environments, Optional<Duration> limit, int atOnce) {
            environments.forEach(environment -> foreseen.add(environment.name()));
        }

        @Override
        public EnvironmentResult run(ToxEnvironment environment, RunOptions asked, RunListener listener)
                throws InterruptedException {
            ran.add(environment.name());
            options.add(asked);
            return new EnvironmentResult(
                    environment.name(), script.run(environment, listener), 0, 0, 0, Duration.ZERO, 0, List.of());
        }

        @Override
        public Optional<Specification> specification(ToxEnvironment environment) {
            return Specification.of(environment, PYTHONS);
        }

        @Override
        public Map<String, List<Pins>> versions(List<ToxEnvironment> environments, Optional<Duration> limit) {
            environments.forEach(environment -> askedFor.add(environment.name()));
            return versions;
        }

        @Override
        public Durations durations() {
            return durations;
        }

        @Override
        public RunPins pins() {
            return RunPins.of(pins);
        }

        @Override
        public void close() {}
    }
}
