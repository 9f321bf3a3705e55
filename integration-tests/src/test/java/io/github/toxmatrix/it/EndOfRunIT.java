package io.github.toxmatrix.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * However a run ends, its processes end, those included that are deaf, left their session or lost their parent, and
 * nothing of it stays in RAM.
 */
@Timeout(600)
class EndOfRunIT {

    private static final Path STUBBORN = Path.of("src/test/projects/stubborn").toAbsolutePath();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private List<ProcessHandle> children = List.of();
    private final List<Terminal> runs = new ArrayList<>();

    /** What a user can start a run with. */
    enum Way {
        JAR {
            @Override
            List<String> run(String environment, Map<String, String> parameters) {
                return ExecutableJar.command(parameters, "run", "-e", environment);
            }
        },
        MAVEN {
            @Override
            List<String> run(String environment, Map<String, String> parameters) {
                Map<String, String> all = new java.util.HashMap<>(parameters);
                all.put("matrix.envs", environment);
                return MavenBuild.command(List.of("test"), all);
            }
        };

        abstract List<String> run(String environment, Map<String, String> parameters);
    }

    @BeforeEach
    void copyProject() throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "the processes of this test are those of a POSIX system");
        MavenBuild.copy(STUBBORN, folder.resolve("stubborn"));
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        for (Terminal run : runs) {
            if (run.process().isAlive()) {
                run.signalGroup("KILL");
            }
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @ParameterizedTest
    @EnumSource
    void ctrlCEndsAllProcessesAndFreesTheRam(Way way) throws Exception {
        Terminal run = start(way, Map.of());
        Path environment = awaitChildren(run);

        run.signalGroup("INT");

        assertThat(exitCode(run)).isNotZero();
        assertThat(run.printed()).doesNotContain("IllegalStateException");
        awaitNothingLeft(environment);
    }

    @ParameterizedTest
    @EnumSource
    void ctrlCEndsTheInstalledToxAndAllThatItStarted(Way way) throws Exception {
        Terminal run = start(way, Map.of("matrix.runner", "tox", "matrix.tox", installedTox()));
        Path environment = awaitChildren(run);

        run.signalGroup("INT");

        assertThat(exitCode(run)).isNotZero();
        // what set the environment up has passed, and may still be counted
        assertThat(run.printed()).doesNotContain("IllegalStateException").doesNotContain("stubborn: OK");
        awaitNothingLeft(environment);
    }

    @ParameterizedTest
    @EnumSource
    void sigtermEndsAllProcessesAndFreesTheRam(Way way) throws Exception {
        Terminal run = start(way, Map.of());
        Path environment = awaitChildren(run);

        run.signalProcess("TERM");

        assertThat(exitCode(run)).isNotZero();
        assertThat(run.printed()).doesNotContain("IllegalStateException");
        awaitNothingLeft(environment);
    }

    @ParameterizedTest
    @EnumSource
    void theRunAfterAKilledOneEndsItsProcessesAndFreesTheRam(Way way) throws Exception {
        Terminal killed = start(way, Map.of());
        Path environment = awaitChildren(killed);
        killed.signalGroup("KILL");
        exitCode(killed);
        assertThat(children).as("those that left their session live on").anyMatch(EndOfRunIT::isRunning);
        assertThat(environment).exists();

        Terminal next = Terminal.start(folder.resolve("stubborn"), way.run("quick", Map.of()));

        assertThat(exitCode(next)).as(next.printed()).isZero();
        assertNothingLeft(environment);
    }

    @Test
    void theTimeLimitEndsAllProcessesAndFailsTheBuild() throws Exception {
        Terminal run = start(Way.MAVEN, Map.of("matrix.timeout", "12s"));
        Path environment = awaitChildren(run);

        assertThat(exitCode(run)).isNotZero();
        assertThat(run.printed()).contains("was ended at the time limit of 12 s");
        assertNothingLeft(environment);
    }

    /** Versions are found ahead of the turns of environments, for several at a time; here by an index that never answers. */
    @ParameterizedTest
    @EnumSource
    void ctrlCWhileVersionsAreFoundEndsAllResolversAndKeepsNothing(Way way) throws Exception {
        Path project = folder.resolve("stubborn");
        try (ServerSocket index = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + index.getLocalPort() + "/simple";
            Files.writeString(
                    project.resolve("tox.ini"),
                    """
                    [tox]
                    env_list = a, b, c
                    requires = tox-uv
                    [testenv]
                    skip_install = true
                    set_env =
                        UV_INDEX_URL = %s
                        UV_CACHE_DIR = %s
                    deps = thing-of-{env_name}
                    """
                            .formatted(url, folder.resolve("uv")));
            Path cache = folder.resolve("cache");
            Path place = folder.resolve("place");
            Terminal run = Terminal.start(
                    project,
                    way.run(
                            "a,b,c",
                            Map.of(
                                    "matrix.index",
                                    "off",
                                    "matrix.cache",
                                    cache.toString(),
                                    "matrix.place",
                                    place.toString(),
                                    "matrix.execution.parallel.enabled",
                                    "true")));
            runs.add(run);
            children = awaitResolvers(run, 2);

            run.signalGroup("INT");

            assertThat(exitCode(run)).isNotZero();
            assertThat(run.printed()).doesNotContain("IllegalStateException");
            await(() -> children.stream().noneMatch(EndOfRunIT::isRunning) && isEmpty(place));
            assertThat(children).noneMatch(EndOfRunIT::isRunning);
            assertThat(place).isDirectoryNotContaining("glob:**/tox-matrix-[0-9]*");
            assertThat(cache.resolve("resolutions")).isEmptyDirectory();
        }
    }

    private List<ProcessHandle> awaitResolvers(Terminal run, int wanted) throws Exception {
        List<ProcessHandle> resolvers = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (resolvers.size() < wanted) {
            assertThat(System.nanoTime()).as(run.printed()).isLessThan(end);
            assertThat(run.process().isAlive()).as(run.printed()).isTrue();
            run.process().waitFor(50, TimeUnit.MILLISECONDS);
            resolvers = run.process()
                    .descendants()
                    .filter(process -> process.info()
                            .arguments()
                            .filter(arguments -> List.of(arguments).contains("compile"))
                            .isPresent())
                    .toList();
        }
        return resolvers;
    }

    /** The one that the engine's own tests have installed, else the one on PATH. */
    private static String installedTox() {
        List<Path> places = new ArrayList<>();
        places.add(MavenBuild.REPOSITORY_ROOT.resolve("engine/target/tox-4.67.15/bin/tox"));
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            places.add(Path.of(folder, "tox"));
        }
        Optional<Path> tox = places.stream().filter(Files::isExecutable).findFirst();
        assumeTrue(tox.isPresent(), "skipped: no tox is installed");
        return tox.orElseThrow().toAbsolutePath().normalize().toString();
    }

    private Terminal start(Way way, Map<String, String> parameters) throws IOException {
        Terminal run = Terminal.start(folder.resolve("stubborn"), way.run("stubborn", parameters));
        runs.add(run);
        return run;
    }

    private int exitCode(Terminal run) throws InterruptedException, IOException {
        assertThat(run.process().waitFor(240, TimeUnit.SECONDS))
                .as(run.printed())
                .isTrue();
        return run.process().exitValue();
    }

    /** Returns the folder of the environment once all its processes run. */
    private Path awaitChildren(Terminal run) throws IOException, InterruptedException {
        Path pids = folder.resolve("stubborn/pids.txt");
        while (!Files.exists(pids)) {
            assertThat(run.process().isAlive()).as(run.printed()).isTrue();
            run.process().waitFor(50, TimeUnit.MILLISECONDS);
        }
        List<String> lines = Files.readAllLines(pids);
        children = lines.stream()
                .skip(1)
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        return Path.of(lines.get(0));
    }

    /** The JVM in which Surefire runs tests may end a little after Maven. */
    private void awaitNothingLeft(Path environment) throws Exception {
        await(() -> children.stream().noneMatch(EndOfRunIT::isRunning) && !Files.exists(environment.getParent()));
        assertNothingLeft(environment);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** But for the store, which stays for the next run. */
    private static boolean isEmpty(Path place) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(place, "tox-matrix-[0-9]*")) {
            return !left.iterator().hasNext();
        } catch (IOException notYetToBeRead) {
            return false;
        }
    }

    /** A process that has ended stays in the list until its new parent looks, which the first of a container may never do. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            return process.isAlive()
                    && !Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"))
                            .contains(") Z ");
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    private void assertNothingLeft(Path environment) {
        assertThat(children).noneMatch(EndOfRunIT::isRunning);
        assertThat(environment.getParent()).doesNotExist();
    }
}
