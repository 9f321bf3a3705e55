package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.cache.Durations;
import io.github.toxmatrix.engine.platform.EnvironmentClasses;
import io.github.toxmatrix.engine.project.ProjectRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** What {@code tox depends} answers for the same configurations. */
class RunOrderTest {

    @TempDir
    Path folder;

    private final FakeRuns runs = new FakeRuns();

    @BeforeEach
    void openDurations() {
        runs.durations = Durations.open(cache(), folder);
    }

    @Test
    void isThatOfTheListWhereNothingDepends() throws Exception {
        RunOrder order = order("env_list = c, a, b\n");

        assertThat(names(order)).containsExactly("c", "a", "b");
        assertThat(order.waits()).containsOnly(Set.of());
    }

    @Test
    void putsWhatIsDependedOnFirst() throws Exception {
        RunOrder order = order(
                """
                env_list = report, py310, py311, lint
                [testenv:report]
                depends = py310, py311
                """);

        assertThat(names(order)).containsExactly("py310", "py311", "report", "lint");
        assertThat(order.waits()).containsExactly(Set.of(), Set.of(), Set.of(0, 1), Set.of());
    }

    @Test
    void takesGlobsAndFactorsAndNotTheEnvironmentItself() throws Exception {
        RunOrder order = order(
                """
                env_list = py-report, py3{10,11}-{a,b}
                [testenv]
                depends =
                    report: py*
                    b: py3{10,11}-a
                """);

        assertThat(names(order)).containsExactly("py310-a", "py311-a", "py310-b", "py311-b", "py-report");
        assertThat(order.waits().get(2)).containsExactlyInAnyOrder(0, 1);
        assertThat(order.waits().get(4)).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void leavesOutWhatIsNotInTheRun() throws Exception {
        RunOrder order = order(
                """
                env_list = report
                [testenv:report]
                depends = py310
                """);

        assertThat(order.waits()).containsExactly(Set.of());
    }

    @Test
    void isAProblemOfEveryEnvironmentWhereTheyWaitForEachOther() throws Exception {
        List<TestDescriptor> children = children(
                """
                env_list = free, a, b, c
                [testenv:a]
                depends = b
                [testenv:b]
                depends = c
                [testenv:c]
                depends = b
                """);
        RunOrder order = RunOrder.of(children);

        assertThat(children).allSatisfy(child -> assertThat(order.problem(
                        (BoxDescriptor) child.getChildren().iterator().next()))
                .isEqualTo("circular dependency detected between environments: b | c"));
    }

    @Test
    void isAProblemOfTheEnvironmentWhoseSettingCannotBeRead() throws Exception {
        List<TestDescriptor> children = children(
                """
                env_list = a, b
                [testenv:a]
                depends = {[nowhere]at}{env:}
                """);
        RunOrder order = RunOrder.of(children);

        assertThat(names(order)).containsExactly("a", "b");
        assertThat(order.problem(
                        (BoxDescriptor) children.get(1).getChildren().iterator().next()))
                .isNull();
    }

    @Test
    void beginsWithWhatNeverRanAndThenWithWhatTookLongest() throws Exception {
        runs.durations.took("short", Duration.ofSeconds(1));
        runs.durations.took("long", Duration.ofSeconds(9));
        runs.durations.took("same", Duration.ofSeconds(1));
        runs.durations.keep();
        runs.durations = Durations.open(cache(), folder);
        List<TestDescriptor> children = children("env_list = short, new, same, long, newer\n");

        assertThat(names(RunOrder.longestFirst(children, Twins.NONE)))
                .containsExactly("new", "newer", "long", "short", "same");
        assertThat(names(RunOrder.of(children))).containsExactly("short", "new", "same", "long", "newer");
    }

    @Test
    void beginsWithNothingThatWaits() throws Exception {
        runs.durations.took("report", Duration.ofSeconds(9));
        runs.durations.took("a", Duration.ofSeconds(1));
        runs.durations.keep();
        runs.durations = Durations.open(cache(), folder);
        List<TestDescriptor> children = children(
                """
                env_list = report, a
                [testenv:report]
                depends = a
                """);

        assertThat(names(RunOrder.longestFirst(children, Twins.NONE))).containsExactly("a", "report");
        assertThat(RunOrder.longestFirst(children, Twins.NONE).waits()).containsExactly(Set.of(), Set.of(0));
    }

    private CacheFolder cache() {
        return new CacheFolder(folder.resolve("cache"));
    }

    private RunOrder order(String core) throws Exception {
        return RunOrder.of(children(core));
    }

    private static List<String> names(RunOrder order) {
        return order.order().stream().map(TestDescriptor::getDisplayName).toList();
    }

    private List<TestDescriptor> children(String core) throws Exception {
        Files.writeString(folder.resolve("tox.ini"), "[tox]\n" + core);
        ProjectRun run = runs.open(folder);
        EnvironmentClasses classes = new EnvironmentClasses();
        return run.project().environments().stream()
                .<TestDescriptor>map(environment -> {
                    UniqueId id = UniqueId.forEngine("x").append("method", environment.name());
                    EnvironmentDescriptor descriptor =
                            new EnvironmentDescriptor(id, environment.name(), classes.of(environment.name()), Set.of());
                    descriptor.addChild(
                            new BoxDescriptor(id, ClassSource.from(RunOrderTest.class), run, environment, Set.of()));
                    return descriptor;
                })
                .toList();
    }
}
