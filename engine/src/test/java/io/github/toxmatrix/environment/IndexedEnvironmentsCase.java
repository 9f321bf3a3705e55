package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.installer.VirtualenvInstaller;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Environments made by real installers, with an index that the test runs. */
@Timeout(180)
abstract class IndexedEnvironmentsCase {

    static final Wheel DEMO = new Wheel("demo", "1.0", "other>=2");
    static final Wheel OTHER = new Wheel("other", "2.1");
    static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path folder;

    final Interpreters interpreters = Interpreters.of(System.getenv());
    final PlainProcesses processes = new PlainProcesses();
    final RecordedSteps steps = new RecordedSteps();
    final FakeIndex behind = FakeIndex.start();
    final Map<String, String> environ = new HashMap<>(System.getenv());
    boolean store = true;
    boolean download;
    Optional<AsOf> asOf = Optional.empty();

    @BeforeEach
    void publish() {
        behind.publish("demo", DEMO.filename(), DEMO.bytes()).publish("other", OTHER.filename(), OTHER.bytes());
        behind.configure(environ, folder.resolve("uv"));
    }

    @AfterEach
    void close() {
        behind.close();
    }

    Provisioned provision(String name, String python, Duration maxAge, IndexUse use) throws Exception {
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
                .set(PythonKeys.DOWNLOAD, download)
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

    void ready(String name, String python, Duration maxAge, IndexUse use) throws Exception {
        assertThat(provision(name, python, maxAge, use))
                .as(() -> steps.outputs.toString())
                .isInstanceOf(Provisioned.Ready.class);
    }

    List<String> askers() {
        return behind.requests().stream()
                .map(request -> request.header("User-Agent").replaceFirst("[/ ].*", ""))
                .distinct()
                .toList();
    }

    /** The index of these tests has none. */
    void findVirtualenv() throws Exception {
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
}
