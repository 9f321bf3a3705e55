package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions are found while environments wait for their turns, and what cannot be found harms nobody else. */
@Tag("slow")
class ResolvingAheadTest {

    private static final long LONG = 60; // seconds, which no passing test waits for

    @TempDir
    Path folder;

    private final PlainProcesses turns = new PlainProcesses();
    private final RecordedSteps steps = new RecordedSteps();
    private Environments environments;

    @BeforeEach
    void open() throws IOException {
        Interpreters interpreters = Interpreters.of(System.getenv());
        assumeTrue(interpreters.find(List.of("3.11")).isPresent(), "there is no Python 3.11 here");
        Map<String, String> environ = new HashMap<>(System.getenv());
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environ.put("UV_CACHE_DIR", folder.resolve("uv").toString());
        environments = Environments.open(
                new FakeProject(folder),
                Placement.open(folder.resolve("place").toString()),
                interpreters,
                new EnvironmentOptions(
                        environ,
                        Optional.empty(),
                        ResolutionOptions.notOlderThan(Duration.ZERO),
                        true,
                        CacheFolder.of(Optional.empty(), environ),
                        new IndexUse.Off()));
    }

    @AfterEach
    void close() {
        environments.close();
    }

    private FakeEnvironment environment(String name, String... deps) {
        return new FakeEnvironment(name, folder.resolve("place").resolve(name))
                .set(PythonKeys.BASE_PYTHON, List.of("3.11"))
                .set(EnvironmentKeys.SET_ENV, Map.of("TOX_ENV_NAME", name))
                .set(DependencyKeys.DEPS, List.of(deps));
    }

    private Map<String, ProcessesAhead> ahead(FakeEnvironment... coming) throws Exception {
        Map<String, ProcessesAhead> scopes = new HashMap<>();
        for (FakeEnvironment one : coming) {
            scopes.put(one.name(), new ProcessesAhead());
        }
        environments.resolveAhead(List.<ToxEnvironment>of(coming), one -> scopes.get(one.name()));
        for (ProcessesAhead scope : scopes.values()) {
            scope.await();
        }
        return scopes;
    }

    @Test
    void anEnvironmentFindsTheAnswerInItsTurn() throws Exception {
        FakeEnvironment one = environment("one", "iniconfig<2");
        FakeEnvironment two = environment("two", "iniconfig<2.1");
        Map<String, ProcessesAhead> scopes = ahead(one, two);
        assertThat(scopes.values()).allMatch(ProcessesAhead::resolved);

        assertThat(environments.provision(one, turns, steps)).isInstanceOf(Provisioned.Ready.class);
        assertThat(environments.provision(two, turns, steps)).isInstanceOf(Provisioned.Ready.class);
        assertThat(turns.started).noneMatch(command -> command.contains("compile"));
        assertThat(steps.notes.get(1)).isEqualTo("1 distribution, resolved now: iniconfig 1.1.1");
    }

    @Test
    void whatCannotBeResolvedFailsItsEnvironmentAlone() throws Exception {
        FakeEnvironment broken = environment("broken", "iniconfig==99");
        FakeEnvironment whole = environment("whole", "iniconfig<2");
        ahead(broken, whole);

        assertThat(environments.provision(broken, turns, steps))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("iniconfig==99"));
        assertThat(environments.provision(whole, turns, steps)).isInstanceOf(Provisioned.Ready.class);
        assertThat(turns.started).noneMatch(command -> command.contains("compile"));
    }

    @Test
    void whatCannotBeMadeIsNotResolved() throws Exception {
        FakeEnvironment elsewhere = environment("elsewhere", "iniconfig").set(EnvironmentKeys.PLATFORM, "solaris");
        FakeEnvironment missing = environment("missing", "iniconfig").set(PythonKeys.BASE_PYTHON, List.of("9.99"));
        FakeEnvironment plugin = environment("plugin", "iniconfig").set(RunKeys.RUNNER, "x");
        assertThat(ahead(elsewhere, missing, plugin).values()).noneMatch(ProcessesAhead::resolved);
    }

    @Test
    void aRunThatEndsResolvesNothingMore() throws Exception {
        FakeEnvironment one = environment("one", "iniconfig");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ProcessScope hangs = new ProcessScope() {
            @Override
            public ExitStatus run(ProcessRequest request, OutputSink output) throws InterruptedException {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                    throw new AssertionError("nobody counts it down");
                } catch (InterruptedException ended) {
                    interrupted.countDown();
                    throw ended;
                }
            }

            @Override
            public void close() {}
        };
        environments.resolveAhead(List.of(one), unused -> hangs);
        assertThat(begun.await(LONG, TimeUnit.SECONDS)).isTrue();
        environments.close();
        assertThat(interrupted.await(LONG, TimeUnit.SECONDS)).isTrue();
    }
}
