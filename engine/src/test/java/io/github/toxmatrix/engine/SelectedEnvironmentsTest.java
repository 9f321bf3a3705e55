package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.github.toxmatrix.run.RunOptions;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.testkit.engine.Events;

/** Which environments run: by selectors of JUnit, parameters, tags and shards. */
class SelectedEnvironmentsTest extends FakeRunsCase {

    @Test
    void supportsClassSelector() {
        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        assertThat(runs.ran).containsExactlyInAnyOrder("py311", "py3.8-flask-v1.1.4", "py3.9-flask-v2");
        tests.assertStatistics(counts -> counts.started(3).succeeded(3).dynamicallyRegistered(3));
        assertThat(tests.list())
                .extracting(event -> event.getTestDescriptor().getDisplayName())
                .containsOnly("tests/test_a.py::test_a[x]");
    }

    @Test
    void supportsMethodSelector() {
        execute(selectMethod(ExampleMatrix.class, "newest"));

        assertThat(runs.ran).containsExactly("py311");
    }

    @Test
    void supportsUniqueIdsOfEnvironmentsFilesAndTests() {
        execute(
                selectUniqueId(ENTRY + "/[method:py311()]"),
                selectUniqueId(ENTRY + "/[method:py3.9-flask-v2()]/[dynamic-container:tests%2Ftest_a.py]"
                        + "/[dynamic-test:test_a%5Bx%5D]"),
                selectUniqueId(ENTRY + "/[method:py3.8-flask-v1.1.4()]/[dynamic-container:tests%2Ftest_a.py]"));

        assertThat(runs.ran).hasSize(3);
        assertThat(runs.options)
                .extracting(RunOptions::files, RunOptions::nodeIds)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(Set.of(), Set.of()),
                        Tuple.tuple(Set.of(), Set.of("tests/test_a.py::test_a[x]")),
                        Tuple.tuple(Set.of("tests/test_a.py"), Set.of()));
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

        assertThat(String.join(",", runs.ran.stream().sorted().toList())).isEqualTo(expected);
    }

    @Test
    void takesANameAfterAnEqualsSignAsItIs() {
        kit.configurationParameter("matrix.envs", "=py,=py3.9-flask-v2");
        execute(selectClass(ExampleMatrix.class));

        assertThat(runs.ran).containsExactlyInAnyOrder("py", "py3.9-flask-v2");
    }

    @Test
    void tagsSelectEnvironmentsByFactor() {
        kit.filters(TagFilter.includeTags("flask"));

        execute(selectClass(ExampleMatrix.class));

        assertThat(runs.ran).containsExactlyInAnyOrder("py3.8-flask-v1.1.4", "py3.9-flask-v2");
    }

    @Test
    void aShardFilterLeavesTheOthersAwayAndPassesUniqueIds() {
        kit.configurationParameter("matrix.shard", "2/3").filters(new ShardFilter());
        execute(selectClass(ExampleMatrix.class), selectUniqueId(ENTRY + "/[method:py3.9-flask-v2()]"));

        assertThat(runs.ran).containsExactlyInAnyOrder("py3.8-flask-v1.1.4", "py3.9-flask-v2");
    }

    @Test
    void anEmptyShardIsOnePassedTest() {
        kit.configurationParameter("matrix.shard", "14/15");
        Events tests = execute(selectClass(ExampleMatrix.class)).testEvents();

        tests.assertStatistics(counts -> counts.started(1).succeeded(1));
        assertThat(tests.list().get(0).getTestDescriptor().getDisplayName()).isEqualTo("shard 14/15: nothing to run");
    }
}
