package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.installer.VirtualenvInstaller;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.IndexUse;
import io.github.toxmatrix.index.RealUv;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When environments ask an index through ours, with real installers and an index that the test runs. */
@Timeout(180)
class IndexedEnvironmentsTest {

    private static final Wheel DEMO = new Wheel("demo", "1.0", "other>=2");
    private static final Wheel OTHER = new Wheel("other", "2.1");
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Interpreters interpreters = Interpreters.of(System.getenv());
    private final PlainProcesses processes = new PlainProcesses();
    private final RecordedSteps steps = new RecordedSteps();
    private final FakeIndex behind = FakeIndex.start();
    private final Map<String, String> environ = new HashMap<>(System.getenv());
    private boolean store = true;
    private Optional<AsOf> asOf = Optional.empty();

    @BeforeEach
    void publish() {
        behind.publish("demo", DEMO.filename(), DEMO.bytes()).publish("other", OTHER.filename(), OTHER.bytes());
        environ.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environ.merge("PATH", RealUv.find().getParent().toString(), (path, uv) -> uv + File.pathSeparator + path);
        environ.put("PIP_CONFIG_FILE", File.separator.equals("/") ? "/dev/null" : "nul");
        environ.put("PIP_INDEX_URL", behind.url("/simple/").toString());
        environ.put("UV_NO_CONFIG", "1");
        environ.put("UV_CACHE_DIR", folder.resolve("uv").toString());
    }

    @AfterEach
    void close() {
        behind.close();
    }

    private Provisioned provision(String name, String python, Duration maxAge, IndexUse use) throws Exception {
        assumeTrue(interpreters.find(List.of(python)).isPresent(), "there is no Python " + python + " on this machine");
        Placement placement = Placement.open(folder.resolve("place").toString());
        EnvironmentOptions options = new EnvironmentOptions(
                environ,
                Optional.empty(),
                new ResolutionOptions(maxAge, asOf, Optional.empty()),
                store,
                new CacheFolder(folder.resolve("cache")),
                use);
        FakeEnvironment environment = new FakeEnvironment(name, placement.folder(name))
                .set(PythonKeys.BASE_PYTHON, List.of(python))
                .set(DependencyKeys.DEPS, List.of("demo"));
        processes.started.clear();
        try (Environments environments = Environments.open(new FakeProject(folder), placement, interpreters, options)) {
            Provisioned provisioned = environments.provision(environment, processes, steps);
            if (provisioned instanceof Provisioned.Ready ready) {
                assertThat(ready.environment().sitePackages().resolve("other.py"))
                        .exists();
            }
            return provisioned;
        }
    }

    private void ready(String name, String python, Duration maxAge, IndexUse use) throws Exception {
        assertThat(provision(name, python, maxAge, use))
                .as(() -> steps.outputs.toString())
                .isInstanceOf(Provisioned.Ready.class);
    }

    private List<String> askers() {
        return behind.requests().stream()
                .map(request -> request.header("User-Agent").replaceFirst("[/ ].*", ""))
                .distinct()
                .toList();
    }

    @Test
    void aColdStoreIsFilledThroughOurIndex() throws Exception {
        ready("one", "3.11", LONG, new IndexUse.Auto());

        assertThat(askers()).containsExactly("tox-matrix");
    }

    @Test
    void knownPinsAreInstalledWithoutARequest() throws Exception {
        ready("one", "3.11", LONG, new IndexUse.Auto());
        int asked = behind.requests().size();

        ready("two", "3.11", LONG, new IndexUse.Auto());
        assertThat(processes.started).as("linked, without an installer").isEmpty();
        store = false;
        ready("three", "3.11", LONG, new IndexUse.Auto());
        assertThat(processes.started)
                .filteredOn(command -> command.contains("install"))
                .singleElement()
                .satisfies(command -> assertThat(command).contains("--offline"));

        assertThat(behind.requests()).hasSize(asked);
    }

    @Test
    void whatUvFetchedByItselfIsNotFetchedAgain() throws Exception {
        store = false;
        ready("one", "3.11", LONG, new IndexUse.Off());
        assertThat(askers()).containsExactly("uv");
        int asked = behind.requests().size();

        ready("two", "3.11", LONG, new IndexUse.Auto());

        assertThat(behind.requests()).hasSize(asked);
    }

    @Test
    void whatWasSeenIsResolvedAndInstalledAtOnceWhenTheIndexIsGone() throws Exception {
        store = false;
        ready("one", "3.11", LONG, new IndexUse.Auto());
        behind.close();

        ready("two", "3.11", Duration.ZERO, new IndexUse.Auto());

        assertThat(steps.outputs.toString()).doesNotContainIgnoringCase("retr");
    }

    @Test
    void aStoreThatIsLostIsFilledAgainWhenTheIndexIsGone() throws Exception {
        ready("one", "3.11", LONG, new IndexUse.Auto());
        behind.close();
        environ.put("UV_CACHE_DIR", folder.resolve("another uv").toString());
        store = false;

        ready("two", "3.11", Duration.ZERO, new IndexUse.Auto());
    }

    /** The index of these tests has none. */
    private void findVirtualenv() throws Exception {
        Path links = folder.resolve("links");
        assumeTrue(
                new ProcessBuilder(
                                        "python3",
                                        "-m",
                                        "pip",
                                        "download",
                                        "-q",
                                        "--dest",
                                        links.toString(),
                                        VirtualenvInstaller.VIRTUALENV)
                                .redirectErrorStream(true)
                                .start()
                                .waitFor()
                        == 0,
                "the package index of this machine has no virtualenv");
        environ.put("PIP_FIND_LINKS", links.toString());
    }

    @Test
    void pipOfAnOldPythonGoesThroughOurIndex() throws Exception {
        findVirtualenv();
        ready("one", "2.7", LONG, new IndexUse.Auto());
        assertThat(askers()).containsExactly("tox-matrix");
        behind.close();

        ready("two", "2.7", LONG, new IndexUse.Auto());
        assertThat(steps.outputs.toString()).doesNotContain("Retrying");
    }

    @Test
    void pipInstallsWhatThereWasAtATime() throws Exception {
        findVirtualenv();
        behind.publish(
                "demo",
                Map.of(DEMO, "2020-01-01T00:00:00Z", new Wheel("demo", "2.0", "other>=2"), "2021-01-01T00:00:00Z"));
        behind.publish("other", Map.of(OTHER, "2020-01-01T00:00:00Z", new Wheel("other", "9"), "2021-01-01T00:00:00Z"));
        asOf = Optional.of(AsOf.parse("2020-06-01"));

        ready("then", "2.7", LONG, new IndexUse.Auto());
        assertThat(steps.outputs.toString()).contains("demo-1.0 other-2.1").doesNotContain("2.0", "other-9");
        behind.close();
        ready("again", "2.7", LONG, new IndexUse.Auto());
    }

    @Test
    void withoutAnIndexOfOursInstallersAskThemselves() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file where the cache folder should be");
        store = false;

        assertThat(provision("on", "3.11", Duration.ZERO, new IndexUse.On()))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("matrix.index")
                        .contains("cannot make the cache folder"));
        assertThat(behind.requests()).isEmpty();
    }

    @Test
    void aSharedIndexThatIsNotThereIsAnErrorThatNamesNoSecret() throws Exception {
        String secret = "0123456789abcdef".repeat(3);

        assertThat(provision("one", "3.11", LONG, IndexUse.parse("http://127.0.0.1:9/" + secret)))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("127.0.0.1:9 cannot be used")
                        .doesNotContain(secret));
        assertThat(steps.outputs.toString()).doesNotContain(secret);
    }
}
