package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Failure;
import io.github.toxmatrix.result.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.Events;

/** What runs before what, and what does not run any more: {@code depends}, {@code fail_fast}. */
class EnvironmentsInOrderTest extends FakeRunsCase {

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
        runs.script = (environment, listener) -> {
            assertThat(environment.name().equals("report")).isEqualTo(ended.size() == 2);
            ended.add(environment.name());
            return FakeRuns.PASSES.run(environment, listener);
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
        assertThat(runs.ran).isEmpty();
    }

    @Test
    void skipsWhatHasNotBegunWhenOneFailedAndTheRunFailsFast() {
        runs.script = (environment, listener) -> {
            listener.started(FakeRuns.TEST);
            listener.finished(FakeRuns.TEST, Outcome.failed(Failure.of("broke", "")), "");
            return Status.FAILED;
        };
        kit.configurationParameter("matrix.fail-fast", "true")
                .configurationParameter("matrix.execution.parallel.enabled", "false");
        execute(selectClass(ExampleMatrix.class)).testEvents().assertStatistics(counts -> counts.failed(1)
                .skipped(2));

        assertThat(runs.ran).hasSize(1);
    }
}
