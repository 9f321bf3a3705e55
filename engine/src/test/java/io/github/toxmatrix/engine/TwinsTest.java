package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.toxmatrix.ToxMatrix;
import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.Pins;
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
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** {@code matrix.duplicates} on a real configuration, with a run that tells what the test says. */
class TwinsTest {

    private static final String ENTRY = "[engine:junit5-tox]/[class:" + Project.class.getName() + "]";

    /** Every environment of the project. */
    @ToxMatrix
    static final class Project {}

    private static final Interpreter PYTHON =
            new Interpreter(Path.of("/usr/bin/python3"), "cpython", 3, 12, 1, false, 64, "x86_64");

    private static final Pins FLASK_3 = new Pins(List.of(new Pin("flask", "3.1.3", List.of())), List.of());

    @TempDir
    Path folder;

    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Status> ends = new TreeMap<>();
    private final Map<String, List<Pins>> versions = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private EngineTestKit.Builder kit;

    @BeforeEach
    void setUp() throws IOException {
        configure(
                """
                env_list = a, b, other, c
                [testenv]
                commands = pytest {env_tmp_dir}
                [testenv:other]
                commands = pytest tests
                """);
        kit = EngineTestKit.engine(new ToxMatrixTestEngine(this::open))
                .configurationParameter("matrix.root", folder.toString())
                .configurationParameter("matrix.duplicates", "once");
    }

    private void configure(String text) throws IOException {
        Files.writeString(folder.resolve("tox.ini"), "[tox]\n" + text);
    }

    @Test
    void allRunByDefault() {
        kit.configurationParameter("matrix.duplicates", "all");

        assertThat(run()).hasSize(4).allSatisfy((test, end) -> assertThat(end).isEqualTo("SUCCESSFUL"));
        assertThat(ran).containsExactlyInAnyOrder("a", "b", "other", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    void theFirstRunsAndTheOthersAreSkippedWithItsName(String atATime) {
        kit.configurationParameter("matrix.execution.parallel.config.strategy", "fixed")
                .configurationParameter("matrix.execution.parallel.config.fixed.parallelism", atATime);

        assertThat(run())
                .containsOnly(
                        Map.entry("a test_it", "SUCCESSFUL"),
                        Map.entry("b environment", skipped("a", "passed")),
                        Map.entry("c environment", skipped("a", "passed")),
                        Map.entry("other test_it", "SUCCESSFUL"));
        assertThat(ran).containsExactlyInAnyOrder("a", "other");
    }

    @Test
    void saysThatTheFirstHasFailed() {
        ends.put("a", Status.FAILED);

        assertThat(run())
                .containsEntry("a test_it", "FAILED")
                .containsEntry("b environment", skipped("a", "failed"))
                .containsEntry("c environment", skipped("a", "failed"));
    }

    @Test
    void saysThatTheFirstWasSkipped() {
        ends.put("a", Status.SKIPPED);

        assertThat(run()).containsEntry("b environment", skipped("a", "was skipped"));
    }

    /** As if all of them were: nothing was tested. */
    @Test
    void aRunInWhichTheFirstWasSkippedIsNotGreen() {
        ends.put("a", Status.SKIPPED);
        kit.configurationParameter("matrix.envs", "a,b");

        assertThat(run().values()).contains("FAILED");
    }

    @Test
    void whoIsAskedForAloneRuns() {
        assertThat(run(selectUniqueId(ENTRY + "/[method:b()]"))).containsOnly(Map.entry("b test_it", "SUCCESSFUL"));
    }

    @Test
    void whoIsLeftByAFilterRuns() {
        kit.filters(TagFilter.includeTags("b | c"));

        assertThat(run())
                .containsOnly(Map.entry("b test_it", "SUCCESSFUL"), Map.entry("c environment", skipped("b", "passed")));
    }

    @Test
    void whoIsAskedForASingleTestRunsIt() {
        assertThat(run(
                        selectUniqueId(ENTRY + "/[method:a()]"),
                        selectUniqueId(ENTRY + "/[method:b()]/[dynamic-container:test_a.py]/[dynamic-test:test_it]")))
                .containsOnlyKeys("a test_it", "b test_it");
    }

    @Test
    void whatComesToTheSameVersionsIsTheSame() throws Exception {
        configureVersions("");
        versions.put("latest", List.of(FLASK_3));
        versions.put("v3", List.of(FLASK_3));
        versions.put("v2", List.of(new Pins(List.of(new Pin("flask", "2.3.3", List.of())), List.of())));

        assertThat(run()).containsEntry("v3 environment", skipped("latest", "passed"));
        assertThat(ran).containsExactlyInAnyOrder("latest", "v2", "other");
        assertThat(asked).containsExactlyInAnyOrder("latest", "v3", "v2"); // nobody could be a twin of other
    }

    @Test
    void whoseVersionsAreNotFoundIsOnlyLikeWhatAsksForTheSame() throws Exception {
        configureVersions("");

        assertThat(run()).hasSize(4).allSatisfy((test, end) -> assertThat(end).isEqualTo("SUCCESSFUL"));
    }

    /** The same versions of these need not come to the same ones of what the package depends on. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "constraints = v3: c.txt",
                "pip_pre = v3: true",
                "constrain_package_deps = true",
                "extras = v3: a"
            })
    void sameVersionsOfDependenciesAreNotEnoughWhereMoreDecides(String setting) throws Exception {
        configureVersions(setting);
        versions.put("latest", List.of(FLASK_3));
        versions.put("v3", List.of(FLASK_3));

        assertThat(run()).hasSize(4).allSatisfy((test, end) -> assertThat(end).isEqualTo("SUCCESSFUL"));
    }

    private void configureVersions(String setting) throws IOException {
        configure(
                """
                env_list = latest, v3, v2, other
                [testenv]
                commands =
                    !other: pytest
                    other: python other.py
                deps =
                    latest: flask
                    v3: flask>=3,<4
                    v2: flask<3
                """
                        + setting
                        + "\n");
    }

    /** What is the same may differ from machine to machine, and nothing may be left to a shard that does not run it. */
    @Test
    void eachShardRunsTheFirstOfItsOwn() {
        kit.configurationParameter("matrix.shard", "2/2").filters(new ShardFilter());

        assertThat(run())
                .containsOnly(Map.entry("b test_it", "SUCCESSFUL"), Map.entry("c environment", skipped("b", "passed")));
    }

    @Test
    void whatDependsOnATwinWaitsForTheFirst() throws Exception {
        configure(
                """
                env_list = report, b, a
                [testenv]
                commands = pytest
                [testenv:report]
                commands = coverage report
                depends = a
                """);

        assertThat(run()).containsEntry("a environment", skipped("b", "passed"));
        assertThat(ran).containsExactly("b", "report");
    }

    /** The first is that which the other one waits for, though it is listed later. */
    @Test
    void twinsOfWhichOneDependsOnTheOtherDoNotWaitForEachOther() throws Exception {
        configure(
                """
                env_list = a, b
                [testenv]
                commands = pytest
                depends = b
                """);

        assertThat(run()).containsEntry("a environment", skipped("b", "passed"));
    }

    @Test
    void afterAFailureThatEndsTheRunThatIsTheReason() {
        ends.put("a", Status.FAILED);
        kit.configurationParameter("matrix.fail-fast", "true")
                .configurationParameter("matrix.execution.parallel.enabled", "false");

        assertThat(run()).containsEntry("b environment", "SKIPPED not run, because a failed (fail_fast)");
    }

    @Test
    void anyOtherValueIsAnError() {
        kit.configurationParameter("matrix.duplicates", "never");

        assertThat(run()).containsEntry(" configuration", "FAILED");
    }

    private static String skipped(String first, String end) {
        return "SKIPPED not run: its work is that of " + first + ", which " + end + " (matrix.duplicates=once)";
    }

    /** How each test ended. */
    private Map<String, String> run(DiscoverySelector... selectors) {
        Map<String, String> ended = new TreeMap<>();
        List<Event> events = kit.selectors(
                        selectors.length == 0 ? new DiscoverySelector[] {selectClass(Project.class)} : selectors)
                .execute()
                .testEvents()
                .list();
        for (Event event : events) {
            String test = environment(event) + " " + event.getTestDescriptor().getDisplayName();
            String name = test.replace("test_a.py::", "");
            event.getPayload(TestExecutionResult.class)
                    .ifPresent(result -> ended.put(name, result.getStatus().toString()));
            event.getPayload(String.class).ifPresent(reason -> ended.put(name, "SKIPPED " + reason));
        }
        return ended;
    }

    private static String environment(Event event) {
        return event.getTestDescriptor().getUniqueId().getSegments().stream()
                .filter(segment -> segment.getType().equals("method"))
                .map(UniqueId.Segment::getValue)
                .map(value -> value.replace("()", ""))
                .findFirst()
                .orElse("");
    }

    private ProjectRun open(Path place, MatrixConfiguration configuration) {
        ToxProject project = ToxProject.load(
                place,
                new ToxInvocation(
                        Map.of(), Optional.empty(), List.of(), Optional.empty(), names -> Optional.of(PYTHON)));
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
            public Optional<Specification> specification(ToxEnvironment environment) {
                return Specification.of(environment, names -> Optional.of(PYTHON));
            }

            @Override
            public Map<String, List<Pins>> versions(List<ToxEnvironment> environments, Optional<Duration> limit) {
                environments.forEach(environment -> asked.add(environment.name()));
                return versions;
            }

            @Override
            public EnvironmentResult run(ToxEnvironment environment, RunOptions options, RunListener listener) {
                ran.add(environment.name());
                Status status = ends.getOrDefault(environment.name(), Status.PASSED);
                tell(status, listener);
                return new EnvironmentResult(environment.name(), status, 0, 0, 0, Duration.ZERO, 0, List.of());
            }

            @Override
            public void close() {}
        };
    }

    private static void tell(Status status, RunListener listener) {
        TestCase test = new TestCase(Kind.PYTEST, "test_a.py", "test_it", Optional.empty());
        if (status == Status.SKIPPED) {
            listener.finished(test, new Outcome.Skipped("no interpreter"), "");
            return;
        }
        listener.started(test);
        listener.finished(test, status == Status.FAILED ? Outcome.failed(Failure.of("no", "")) : Outcome.passed(), "");
    }
}
