package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.toxmatrix.result.EnvironmentResult.Status;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.TagFilter;

/** Of environments that do the same work the first runs, and the others are skipped with its name and how it ended. */
class TwinsTest extends TwinsCase {

    @BeforeEach
    void configureTwins() throws IOException {
        configure(
                """
                env_list = a, b, other, c
                [testenv]
                commands = pytest {env_tmp_dir}
                [testenv:other]
                commands = pytest tests
                """);
    }

    @Test
    void allRunByDefault() {
        kit.configurationParameter("matrix.duplicates", "all");

        assertThat(run()).hasSize(4).allSatisfy((test, end) -> assertThat(end).isEqualTo("SUCCESSFUL"));
        assertThat(runs.ran).containsExactlyInAnyOrder("a", "b", "other", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3"})
    void theFirstRunsAndTheOthersAreSkippedWithItsName(String atATime) {
        kit.configurationParameter("matrix.execution.parallel.config.strategy", "fixed")
                .configurationParameter("matrix.execution.parallel.config.fixed.parallelism", atATime);

        assertThat(run())
                .containsOnly(
                        Map.entry("a: test_a.py::test_it", "SUCCESSFUL"),
                        Map.entry("b: environment", skipped("a", "passed")),
                        Map.entry("c: environment", skipped("a", "passed")),
                        Map.entry("other: test_a.py::test_it", "SUCCESSFUL"));
        assertThat(runs.ran).containsExactlyInAnyOrder("a", "other");
    }

    @Test
    void saysThatTheFirstHasFailed() {
        ends.put("a", Status.FAILED);

        assertThat(run())
                .containsEntry("a: test_a.py::test_it", "FAILED no")
                .containsEntry("b: environment", skipped("a", "failed"))
                .containsEntry("c: environment", skipped("a", "failed"));
    }

    @Test
    void saysThatTheFirstWasSkipped() {
        ends.put("a", Status.SKIPPED);

        assertThat(run()).containsEntry("b: environment", skipped("a", "was skipped"));
    }

    /** As if all of them were: nothing was tested. */
    @Test
    void aRunInWhichTheFirstWasSkippedIsNotGreen() {
        ends.put("a", Status.SKIPPED);
        kit.configurationParameter("matrix.envs", "a,b");

        assertThat(run().values()).anyMatch(end -> end.startsWith("FAILED"));
    }

    @Test
    void whoIsAskedForAloneRuns() {
        assertThat(run(selectUniqueId(ENTRY + "/[method:b()]")))
                .containsOnly(Map.entry("b: test_a.py::test_it", "SUCCESSFUL"));
    }

    @Test
    void whoIsLeftByAFilterRuns() {
        kit.filters(TagFilter.includeTags("b | c"));

        assertThat(run())
                .containsOnly(
                        Map.entry("b: test_a.py::test_it", "SUCCESSFUL"),
                        Map.entry("c: environment", skipped("b", "passed")));
    }

    @Test
    void whoIsAskedForASingleTestRunsIt() {
        assertThat(run(
                        selectUniqueId(ENTRY + "/[method:a()]"),
                        selectUniqueId(ENTRY + "/[method:b()]/[dynamic-container:test_a.py]/[dynamic-test:test_it]")))
                .containsOnlyKeys("a: test_a.py::test_it", "b: test_a.py::test_it");
    }

    /** What is the same may differ from machine to machine, and nothing may be left to a shard that does not run it. */
    @Test
    void eachShardRunsTheFirstOfItsOwn() {
        kit.configurationParameter("matrix.shard", "2/2").filters(new ShardFilter());

        assertThat(run())
                .containsOnly(
                        Map.entry("b: test_a.py::test_it", "SUCCESSFUL"),
                        Map.entry("c: environment", skipped("b", "passed")));
    }

    @Test
    void afterAFailureThatEndsTheRunThatIsTheReason() {
        ends.put("a", Status.FAILED);
        kit.configurationParameter("matrix.fail-fast", "true")
                .configurationParameter("matrix.execution.parallel.enabled", "false");

        assertThat(run()).containsEntry("b: environment", "SKIPPED not run, because a failed (fail_fast)");
    }

    @Test
    void anyOtherValueIsAnError() {
        kit.configurationParameter("matrix.duplicates", "never");

        assertThat(run())
                .containsOnlyKeys(": configuration")
                .allSatisfy((test, end) -> assertThat(end).startsWith("FAILED").contains("matrix.duplicates", "never"));
    }
}
