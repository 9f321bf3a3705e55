package io.github.toxmatrix.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the shards of a matrix run, each of them and all together. */
class ShardFilterTest {

    private static final List<String> ENVIRONMENTS =
            List.of("py38-a", "py38-b", "py39-a", "py39-b", "py311-a", "py311-b", "lint");

    @TempDir
    Path folder;

    private final FakeRuns runs = new FakeRuns();

    /** Tests of another engine in the same module. */
    static class OtherTests {

        @Test
        void one() {}

        @Test
        void two() {}
    }

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("tox.ini"), "[tox]\nenv_list = " + String.join(", ", ENVIRONMENTS) + "\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 9})
    void allShardsTogetherRunEachEnvironmentOnce(int count) {
        for (int index = 1; index <= count; index++) {
            int before = runs.ran.size();
            kit(index + "/" + count).filters(new ShardFilter()).execute();
            assertThat(runs.ran.size() - before)
                    .as("shard %d of %d", index, count)
                    .isBetween(ENVIRONMENTS.size() / count, ENVIRONMENTS.size() / count + 1);
        }

        // a list: twice is too often
        assertThat(runs.ran).containsExactlyInAnyOrderElementsOf(ENVIRONMENTS);
    }

    @Test
    void nothingIsPreparedForWhatAnotherShardRuns() {
        kit("2/3").filters(new ShardFilter()).execute();

        assertThat(runs.foreseen).containsExactly("py38-b", "py311-a");
    }

    @Test
    void discoveryMarksWhatOtherShardsRunAndLeavesItInTheTree() {
        List<BoxDescriptor> boxes = kit("2/3").discover().getEngineDescriptor().getDescendants().stream()
                .filter(BoxDescriptor.class::isInstance)
                .map(BoxDescriptor.class::cast)
                .toList();

        assertThat(boxes).extracting(box -> box.environment().name()).containsExactlyElementsOf(ENVIRONMENTS);
        assertThat(boxes)
                .filteredOn(box -> !box.isOutsideShard())
                .extracting(box -> box.environment().name())
                .containsExactly("py38-b", "py311-a");
        assertThat(boxes)
                .allSatisfy(box ->
                        assertThat(new ShardFilter().apply(box).excluded()).isEqualTo(box.isOutsideShard()));
    }

    @Test
    void passesWhatIsNotAnEnvironmentOfThisEngine() {
        TestDescriptor other = new EngineDescriptor(UniqueId.forEngine("other"), "other");

        FilterResult result = new ShardFilter().apply(other);

        assertThat(result.included()).isTrue();
    }

    /** The filter is found by ServiceLoader, as with every launcher. */
    @Test
    void aLauncherKeepsAllTestsOfOtherEnginesInEveryShard() {
        LauncherConfig engines = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(new ToxMatrixTestEngine(runs), new JupiterTestEngine())
                .build();
        TestPlan plan = LauncherFactory.create(engines)
                .discover(LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(ExampleMatrix.class), selectClass(OtherTests.class))
                        .configurationParameter("matrix.root", folder.toString())
                        .configurationParameter("matrix.shard", "3/7")
                        .build());

        assertThat(below(plan, "junit-jupiter")).contains("one()", "two()");
        assertThat(below(plan, ToxMatrixTestEngine.ID)).containsExactlyInAnyOrder("py39-a", BoxDescriptor.NAME);
    }

    private static List<String> below(TestPlan plan, String engine) {
        TestIdentifier root = plan.getRoots().stream()
                .filter(each -> each.getUniqueIdObject().getEngineId().equals(Optional.of(engine)))
                .findFirst()
                .orElseThrow();
        return plan.getDescendants(root).stream()
                .map(TestIdentifier::getDisplayName)
                .toList();
    }

    private EngineTestKit.Builder kit(String shard) {
        return EngineTestKit.engine(new ToxMatrixTestEngine(runs))
                .configurationParameter("matrix.root", folder.toString())
                .configurationParameter("matrix.shard", shard)
                .selectors(selectClass(ExampleMatrix.class));
    }
}
