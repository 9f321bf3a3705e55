package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import io.github.toxmatrix.result.TestCase.Kind;
import io.github.toxmatrix.run.RunListener;
import io.github.toxmatrix.run.RunOptions;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;

/** The engine with a run that tells what the test says, on real configurations. */
class ToxMatrixTestEngineTest {

    private static final String ENTRY = "[engine:junit5-tox]/[class:" + ExampleMatrix.class.getName() + "]";
    private static final TestCase TEST = new TestCase(Kind.PYTEST, "tests/test_a.py", "test_a[x]", Optional.empty());

    @TempDir
    Path folder;

    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final List<RunOptions> asked = Collections.synchronizedList(new ArrayList<>());
    private Script script = ToxMatrixTestEngineTest::passes;
    private EngineTestKit.Builder kit;

    /** What an environment does. */
    private interface Script {
        Status run(ToxEnvironment environment, RunListener listener) throws InterruptedException;
    }

    @BeforeEach
    void setUp() throws IOException {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = py311, py3.8-flask-v1.1.4, py3.9-flask-v2
                """);
        kit = EngineTestKit.engine(new ToxMatrixTestEngine(this::open))
                .configurationParameter("matrix.root", folder.toString());
    }

    @Test
    void supportsClassSelector() {
        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        assertThat(ran).containsExactlyInAnyOrder("py311", "py3.8-flask-v1.1.4", "py3.9-flask-v2");
        tests.assertStatistics(counts -> counts.started(3).succeeded(3).dynamicallyRegistered(3));
        assertThat(tests.list())
                .extracting(event -> event.getTestDescriptor().getDisplayName())
                .containsOnly("tests/test_a.py::test_a[x]");
    }

    @Test
    void tellsOldSpellingsAsIssuesThatFailNothing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("tox.ini"), "[tox]\nenv_list = a\n[testenv]\nwhitelist_externals = make\n");

        List<DiscoveryIssue> issues =
                kit.selectors(selectClass(ExampleMatrix.class)).discover().getDiscoveryIssues();

        assertThat(issues).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.INFO);
            assertThat(issue.message()).startsWith(file + ":4: whitelist_externals: ");
            assertThat(issue.source()).contains(FileSource.from(file.toFile(), FilePosition.from(4)));
        });
        execute(selectClass(ExampleMatrix.class)).testEvents().assertStatistics(counts -> counts.failed(0));
    }

    @Test
    void supportsMethodSelector() {
        execute(selectMethod(ExampleMatrix.class, "newest"));

        assertThat(ran).containsExactly("py311");
    }

    @Test
    void supportsUniqueIdsOfEnvironmentsFilesAndTests() {
        execute(
                selectUniqueId(ENTRY + "/[method:py311()]"),
                selectUniqueId(ENTRY + "/[method:py3.9-flask-v2()]/[dynamic-container:tests%2Ftest_a.py]"
                        + "/[dynamic-test:test_a%5Bx%5D]"),
                selectUniqueId(ENTRY + "/[method:py3.8-flask-v1.1.4()]/[dynamic-container:tests%2Ftest_a.py]"));

        assertThat(ran).hasSize(3);
        assertThat(asked)
                .extracting(RunOptions::files, RunOptions::nodeIds)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(java.util.Set.of(), java.util.Set.of()),
                        org.assertj.core.groups.Tuple.tuple(
                                java.util.Set.of(), java.util.Set.of("tests/test_a.py::test_a[x]")),
                        org.assertj.core.groups.Tuple.tuple(java.util.Set.of("tests/test_a.py"), java.util.Set.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "py311|py311",
                "flask|py3.8-flask-v1.1.4,py3.9-flask-v2",
                "py3.?-*|py3.8-flask-v1.1.4,py3.9-flask-v2"
            })
    void runsWhatTheParameterNames(String envs, String expected) {
        kit.configurationParameter("matrix.envs", envs);
        execute(selectClass(ExampleMatrix.class));

        assertThat(String.join(",", ran.stream().sorted().toList())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "matrix.shard, 5/4",
        "matrix.shard, x",
        "matrix.envs, flusk",
        "matrix.envs, py3.9-flask-v3",
        "matrix.timeout, soon",
        "matrix.skip-missing-interpreters, maybe",
        "matrix.runner, magic",
        "matrix.runner, tox:",
        "matrix.fail-fast, yes",
        "matrix.posargs, 'a \"b'",
        "matrix.execution.parallel.config.strategy, quick",
        "matrix.root, /nowhere/at/all"
    })
    void badInputIsAFailedTestThatNamesIt(String parameter, String value) {
        kit.configurationParameter(parameter, value);
        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        tests.assertStatistics(counts -> counts.started(1).failed(1));
        assertThat(failure(tests)).hasMessageContaining(value);
        assertThat(ran).isEmpty();
    }

    @Test
    void anEmptyShardIsOnePassedTest() {
        kit.configurationParameter("matrix.shard", "14/15");
        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        tests.assertStatistics(counts -> counts.started(1).succeeded(1));
        assertThat(tests.list().get(0).getTestDescriptor().getDisplayName()).isEqualTo("shard 14/15: nothing to run");
    }

    @Test
    void aShardFilterLeavesTheOthersAwayAndPassesUniqueIds() {
        kit.configurationParameter("matrix.shard", "2/3").filters(new ShardFilter());
        execute(selectClass(ExampleMatrix.class), selectUniqueId(ENTRY + "/[method:py3.9-flask-v2()]"));

        assertThat(ran).containsExactlyInAnyOrder("py3.8-flask-v1.1.4", "py3.9-flask-v2");
    }

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
        script = (environment, listener) -> {
            passes(environment, listener);
            return Status.FAILED;
        };
        execute(selectMethod(ExampleMatrix.class, "newest")).testEvents().assertStatistics(counts -> counts.failed(1));
    }

    @Test
    void anEnvironmentInWhichNothingRanIsNotGreen() {
        script = (environment, listener) -> Status.PASSED;
        execute(selectMethod(ExampleMatrix.class, "newest")).testEvents().assertStatistics(counts -> counts.failed(1));
    }

    @Test
    void anExceptionIsAFailedTestAndEndsThoseThatRun() {
        script = (environment, listener) -> {
            listener.started(TEST);
            throw new IllegalStateException("broke");
        };
        execute(selectMethod(ExampleMatrix.class, "newest")).testEvents().assertStatistics(counts -> counts.started(2)
                .failed(2));
    }

    @Test
    void anErrorIsAFailedTestToo() {
        script = (environment, listener) -> {
            throw new StackOverflowError();
        };
        execute(selectMethod(ExampleMatrix.class, "newest")).testEvents().assertStatistics(counts -> counts.started(1)
                .failed(1));
    }

    @Test
    void aRunInWhichEveryEnvironmentWasSkippedFails() {
        script = (environment, listener) -> {
            listener.finished(provision("create"), new Outcome.Skipped("no Python 3.11"), "");
            return Status.SKIPPED;
        };
        execute(selectClass(ExampleMatrix.class)).testEvents().assertStatistics(counts -> counts.skipped(3)
                .failed(1));
    }

    @Test
    void aFailedProvisioningFailsAgainInARerun() {
        script = (environment, listener) -> {
            listener.started(provision("deps"));
            listener.finished(provision("deps"), Outcome.failed(Failure.of("no such package", "")), "");
            return Status.FAILED;
        };
        execute(selectMethod(ExampleMatrix.class, "newest"));
        script = ToxMatrixTestEngineTest::passes;
        Events rerun = execute(selectMethod(ExampleMatrix.class, "newest")).testEvents();

        assertThat(failure(rerun)).hasMessage("no such package");
        assertThat(ran).hasSize(1);
    }

    @Test
    void tagsSelectEnvironmentsByFactor() {
        kit.filters(TagFilter.includeTags("flask"));

        execute(selectClass(ExampleMatrix.class));

        assertThat(ran).containsExactlyInAnyOrder("py3.8-flask-v1.1.4", "py3.9-flask-v2");
    }

    @Test
    void aProblemIsFailedAlsoWhereTagsFilter() {
        kit.configurationParameter("matrix.envs", "no-such").filters(TagFilter.includeTags("flask"));

        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        assertThat(ran).isEmpty();
        tests.assertStatistics(counts -> counts.started(1).failed(1));
    }

    @Test
    void runsWhatAnEnvironmentDependsOnBeforeIt() throws IOException {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = report, py311, py310
                [testenv:report]
                depends = py3*
                """);
        List<String> ended = Collections.synchronizedList(new ArrayList<>());
        script = (environment, listener) -> {
            assertThat(environment.name().equals("report")).isEqualTo(ended.size() == 2);
            ended.add(environment.name());
            return passes(environment, listener);
        };
        kit.configurationParameter("matrix.execution.parallel.config.strategy", "fixed")
                .configurationParameter("matrix.execution.parallel.config.fixed.parallelism", "3")
                .configurationParameter("matrix.envs", "report,py311,py310");
        execute(selectClass(ExampleMatrix.class)).testEvents().assertStatistics(counts -> counts.succeeded(3)
                .failed(0));
    }

    @Test
    void failsEveryEnvironmentAndRunsNoneWhereTheyWaitForEachOther() throws IOException {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = a, b
                [testenv:a]
                depends = b
                [testenv:b]
                depends = a
                """);
        kit.configurationParameter("matrix.envs", "a,b");
        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        tests.assertStatistics(counts -> counts.started(2).failed(2));
        assertThat(failure(tests)).hasMessage("circular dependency detected between environments: a | b");
        assertThat(ran).isEmpty();
    }

    @Test
    void skipsWhatHasNotBegunWhenOneFailedAndTheRunFailsFast() {
        script = (environment, listener) -> {
            listener.started(TEST);
            listener.finished(TEST, Outcome.failed(Failure.of("broke", "")), "");
            return Status.FAILED;
        };
        kit.configurationParameter("matrix.fail-fast", "true")
                .configurationParameter("matrix.execution.parallel.enabled", "false");
        execute(selectClass(ExampleMatrix.class)).testEvents().assertStatistics(counts -> counts.failed(1)
                .skipped(2));

        assertThat(ran).hasSize(1);
    }

    @Test
    void keepsWhatInstallersPrintedOnlyWhereTheyFailed() {
        script = (environment, listener) -> {
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
        script = (environment, listener) -> {
            listener.started(provision("create"));
            listener.finished(provision("create"), Outcome.passed(), "long talk");
            return Status.PASSED;
        };
        kit.configurationParameter("matrix.verbose", "true");

        assertThat(printed(execute(selectMethod(ExampleMatrix.class, "newest")).testEvents()))
                .containsExactly("long talk");
    }

    @Test
    void takesANameAfterAnEqualsSignAsItIs() {
        kit.configurationParameter("matrix.envs", "=py,=py3.9-flask-v2");
        execute(selectClass(ExampleMatrix.class));

        assertThat(ran).containsExactlyInAnyOrder("py", "py3.9-flask-v2");
    }

    private static List<String> printed(Events tests) {
        return tests.reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class))
                .map(entry -> entry.getKeyValuePairs().get("stdout"))
                .toList();
    }

    private static TestCase provision(String step) {
        return new TestCase(Kind.PROVISION, "", "provision: " + step, Optional.empty());
    }

    private void fails(Failure failure) {
        script = (environment, listener) -> {
            listener.started(TEST);
            listener.finished(TEST, Outcome.failed(failure), "");
            return Status.FAILED;
        };
    }

    private static Status passes(ToxEnvironment environment, RunListener listener) {
        listener.started(TEST);
        listener.finished(TEST, Outcome.passed(), "printed");
        return Status.PASSED;
    }

    private EngineExecutionResults execute(DiscoverySelector... selectors) {
        return kit.selectors(selectors).execute();
    }

    private static Throwable failure(Events tests) {
        return tests.failed().stream()
                .map(Event::getPayload)
                .flatMap(Optional::stream)
                .map(payload -> ((org.junit.platform.engine.TestExecutionResult) payload)
                        .getThrowable()
                        .orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private ProjectRun open(Path place, MatrixConfiguration configuration) {
        ToxProject project = ToxProject.load(place, ToxInvocation.ofThisProcess());
        return new ProjectRun() {
            @Override
            public ToxProject project() {
                return project;
            }

            @Override
            public String place() {
                return "nowhere";
            }

            @Override
            public EnvironmentResult run(ToxEnvironment environment, RunOptions options, RunListener listener)
                    throws InterruptedException {
                ran.add(environment.name());
                asked.add(options);
                return new EnvironmentResult(
                        environment.name(), script.run(environment, listener), 0, 0, 0, Duration.ZERO, 0, List.of());
            }

            @Override
            public void close() {}
        };
    }
}
