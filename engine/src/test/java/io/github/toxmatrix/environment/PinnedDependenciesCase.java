package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.GivenPins;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Environments whose dependencies are installed by pins. */
abstract class PinnedDependenciesCase {

    @TempDir
    Path folder;

    final Interpreters interpreters = Interpreters.of(System.getenv());

    final PlainProcesses processes = new PlainProcesses();

    final RecordedSteps steps = new RecordedSteps();

    boolean store = true;

    RunPins had = RunPins.of(Map.of());

    Optional<AsOf> asOf = Optional.empty();

    Optional<GivenPins> given = Optional.empty();

    PythonEnvironment make(String name, Duration maxAge, List<String> deps) throws Exception {
        Provisioned provisioned = provision(name, "3.11", new ResolutionOptions(maxAge, asOf, given), deps);
        assertThat(provisioned).as(() -> steps.outputs.toString()).isInstanceOf(Provisioned.Ready.class);
        return ((Provisioned.Ready) provisioned).environment();
    }

    Provisioned provision(String name, String python, ResolutionOptions resolution, List<String> deps)
            throws Exception {
        assumeTrue(interpreters.find(List.of(python)).isPresent(), () -> "there is no Python " + python + " here");
        Map<String, String> environ = new HashMap<>(System.getenv());
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environ.put("UV_CACHE_DIR", folder.resolve("uv").toString());
        Placement placement = Placement.open(folder.resolve("place").toString());
        Environments environments = Environments.open(
                new FakeProject(folder),
                placement,
                interpreters,
                new EnvironmentOptions(
                        environ,
                        Optional.empty(),
                        resolution,
                        store,
                        CacheFolder.of(Optional.empty(), environ),
                        new IndexUse.Off()));
        FakeEnvironment environment = new FakeEnvironment(name, placement.folder(name))
                .set(PythonKeys.BASE_PYTHON, List.of(python))
                .set(
                        EnvironmentKeys.SET_ENV,
                        Map.of(
                                "TOX_ENV_NAME",
                                name,
                                "VIRTUAL_ENV",
                                name,
                                "PYTHONHASHSEED",
                                "" + (name.hashCode() & 0xffff)))
                .set(DependencyKeys.DEPS, deps);
        processes.started.clear();
        Provisioned provisioned = environments.provision(environment, processes, steps);
        had = environments.pins();
        return provisioned;
    }

    boolean wasResolved() {
        return processes.started.stream().anyMatch(command -> command.contains("compile"));
    }

    static boolean has(PythonEnvironment environment, String distribution) {
        return Files.isDirectory(environment.sitePackages().resolve(distribution + ".dist-info"));
    }

    static String reason(Provisioned provisioned) {
        return provisioned instanceof Provisioned.Failed failed ? failed.reason() : provisioned.toString();
    }
}
