package io.github.toxmatrix.environment.pin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.cache.SmallDisk;
import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.InstallerVariables;
import io.github.toxmatrix.environment.installer.UvInstaller;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import io.github.toxmatrix.resolution.AsOf;
import io.github.toxmatrix.resolution.Resolution;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that can change an answer makes a question another one, and nothing else does. */
class ResolutionsTest {

    private static final Interpreter PYTHON =
            new Interpreter(Path.of("/usr/bin/python"), "cpython", 3, 11, 7, false, 64, "x86_64");

    @TempDir
    Path folder;

    private Path root;
    private final Map<String, String> environ = new TreeMap<>();
    private final Map<String, String> configured = new TreeMap<>();
    private final List<String> lines = new ArrayList<>(List.of("attrs"));
    private Interpreter python = PYTHON;
    private String name = "py311";
    private Optional<AsOf> asOf = Optional.empty();
    private Duration maxAge = Duration.ofHours(1);
    private final FakeUv processes = new FakeUv();

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectories(folder.resolve("project"));
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environ.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        Files.writeString(folder.resolve("uv"), "a program");
    }

    /** Answers as uv does, and counts. */
    private static final class FakeUv implements ProcessScope {

        final AtomicInteger resolved = new AtomicInteger();
        final CountDownLatch mayEnd = new CountDownLatch(1);
        boolean waits;
        volatile Path scratch = Path.of("");

        @Override
        public ExitStatus run(ProcessRequest request, OutputSink output)
                throws ProcessStartException, InterruptedException {
            resolved.incrementAndGet();
            if (waits) {
                mayEnd.await();
            }
            List<String> command = request.command();
            Path answer = Path.of(command.get(command.indexOf("--output-file") + 1));
            scratch = answer.getParent();
            try {
                Files.writeString(answer, "attrs==23.2.0 --hash=sha256:aa\n");
            } catch (IOException failed) {
                throw new ProcessStartException(failed.toString(), failed);
            }
            return new ExitStatus(0, false);
        }

        @Override
        public void close() {}
    }

    /** As a new run, unless a run is given. */
    private Resolution ask(Resolutions run) throws Exception {
        Path program = folder.resolve("uv");
        UvInstaller uv = new UvInstaller(
                program,
                new InstallerVariables(Optional.of(program), Optional.empty(), options()),
                asOf,
                () -> folder.resolve("scratch"));
        Path environment = folder.resolve("run-" + System.nanoTime()).resolve(name);
        Map<String, String> own = new TreeMap<>();
        configured.forEach((key, value) -> own.put(key, value.replace("ENV_DIR", environment.toString())));
        Installation installation = uv.prepare(new Installation(processes, environment, root, own));
        Pinnable pinnable = Pinnable.of(lines, root).orElseThrow();
        return run.get(uv, new Question(name, python, installation, own, pinnable));
    }

    private Resolutions run() {
        return new Resolutions(options());
    }

    private EnvironmentOptions options() {
        return new EnvironmentOptions(
                environ,
                Optional.empty(),
                ResolutionOptions.notOlderThan(maxAge),
                true,
                CacheFolder.of(Optional.empty(), environ),
                new IndexUse.Off());
    }

    private int resolved() throws Exception {
        processes.resolved.set(0);
        ask(run());
        return processes.resolved.get();
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Changes one thing. */
    @FunctionalInterface
    private interface Change {
        void make() throws Exception;
    }

    private void assertAnew(Change change) throws Exception {
        resolved();
        assertThat(resolved()).as("again").isZero();
        change.make();
        assertThat(resolved()).as("after the change").isEqualTo(1);
        assertThat(resolved()).as("after the change, again").isZero();
    }

    @Test
    void anotherInterpreterIsAsked() throws Exception {
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "cpython", 3, 11, 8, false, 64, "x86_64"));
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "pypy", 3, 11, 8, false, 64, "x86_64"));
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "cpython", 3, 11, 8, true, 64, "x86_64"));
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "cpython", 3, 11, 8, true, 32, "x86_64"));
        assertAnew(() -> python = new Interpreter(PYTHON.executable(), "cpython", 3, 11, 8, true, 32, "aarch64"));
    }

    @Test
    void anotherInterpreterAtTheSamePlaceIsAsked() throws Exception {
        Path executable = Files.writeString(folder.resolve("pypy"), "7.3.11");
        python = new Interpreter(executable, "pypy", 3, 10, 12, false, 64, "x86_64");
        assertAnew(() -> Files.writeString(executable, "7.3.12, longer"));
    }

    @Test
    void anotherUvIsAsked() throws Exception {
        assertAnew(() -> Files.writeString(folder.resolve("uv"), "another program"));
    }

    @Test
    void otherLinesAreAsked() throws Exception {
        assertAnew(() -> lines.add("pytest"));
        assertAnew(() -> lines.set(1, "pytest[testing]"));
        assertAnew(() -> lines.set(1, "pytest; python_version > '3'"));
        assertAnew(() -> lines.add("--index-url https://example.org/simple"));
        assertAnew(() -> lines.add("--pre"));
    }

    @Test
    void otherContentsOfFilesAreAskedHoweverDeep() throws Exception {
        write("project/req.txt", "-r deep/more.txt\n");
        write("project/deep/more.txt", "pytest\n-c con.txt\n");
        write("project/deep/con.txt", "pytest<8\n");
        write("project/constraints.txt", "attrs<24\n");
        lines.add("-r req.txt");
        lines.add("-c constraints.txt");
        assertAnew(() -> write("project/req.txt", "-r deep/more.txt\nidna\n"));
        assertAnew(() -> write("project/deep/more.txt", "pytest\n-c con.txt\nidna\n"));
        assertAnew(() -> write("project/deep/con.txt", "pytest<7\n"));
        assertAnew(() -> write("project/constraints.txt", "attrs<23\n"));
    }

    @Test
    void anEditableProjectIsAskedAgainWhenItsSourcesChange() throws Exception {
        write("project/setup.py", "setup()");
        lines.add("-e .[test]");
        assertAnew(() -> write("project/setup.py", "setup(install_requires=['attrs'])"));
        assertAnew(() -> write("project/requirements/base.txt", "attrs"));
        assertAnew(() -> lines.set(1, "-e .[docs]"));
        assertAnew(() -> configured.put("EXTRA_DEPS", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UV_INDEX_URL",
                "UV_DEFAULT_INDEX",
                "UV_INDEX",
                "UV_EXTRA_INDEX_URL",
                "UV_FIND_LINKS",
                "UV_INDEX_STRATEGY",
                "UV_RESOLUTION",
                "UV_PRERELEASE",
                "UV_FORK_STRATEGY",
                "UV_EXCLUDE_NEWER",
                "UV_NO_BINARY",
                "UV_NO_BUILD",
                "UV_NO_SOURCES",
                "UV_NO_CONFIG",
                "UV_TORCH_BACKEND",
                "PIP_INDEX_URL",
                "PIP_EXTRA_INDEX_URL",
                "PIP_NO_INDEX",
                "PIP_PRE"
            })
    void anotherVariableOfTheCallerIsAsked(String variable) throws Exception {
        assertAnew(() -> environ.put(variable, "1"));
        assertAnew(() -> configured.put(variable, "2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UV_CONSTRAINT", "UV_OVERRIDE", "UV_BUILD_CONSTRAINT", "UV_CONFIG_FILE", "PIP_CONSTRAINT"})
    void otherContentsOfAFileThatAVariableNamesAreAsked(String variable) throws Exception {
        write("project/named.txt", "attrs<24\n");
        environ.put(variable, "named.txt");
        assertAnew(() -> write("project/named.txt", "attrs<23\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"project/uv.toml", "project/pyproject.toml", "uv.toml", "config/uv/uv.toml"})
    void anotherConfigurationOfUvIsAsked(String file) throws Exception {
        assertAnew(() -> write(file, "[tool.uv]\nprerelease = 'allow'\n"));
        assertAnew(() -> write(file, "[tool.uv]\nprerelease = 'never'\n"));
        Files.delete(folder.resolve(file));
        assertThat(resolved()).as("as it was at first").isZero();
    }

    @Test
    void anotherTimeIsAsked() throws Exception {
        assertAnew(() -> asOf = Optional.of(AsOf.parse("2024-05-01")));
        assertAnew(() -> asOf = Optional.of(AsOf.parse("2024-05-01T00:00:01Z")));
    }

    @Test
    void anotherDirectoryIsAsked() throws Exception {
        assertAnew(() -> root = Files.createDirectories(folder.resolve("elsewhere")));
    }

    @Test
    void whatOnlyTellsEnvironmentsApartIsNotAskedAgain() throws Exception {
        configured.putAll(Map.of(
                "TOX_ENV_NAME",
                name,
                "COVERAGE_FILE",
                ".coverage." + name,
                "LOG",
                "ENV_DIR/log",
                "PYTHONHASHSEED",
                "1"));
        resolved();
        name = "other";
        configured.putAll(Map.of("TOX_ENV_NAME", name, "COVERAGE_FILE", ".coverage." + name, "PYTHONHASHSEED", "2"));
        lines.set(0, "attrs   # the classes");
        assertThat(resolved()).isZero();
    }

    @Test
    void whatARunAsksTwiceIsResolvedOnceAlsoWhereNoAnswerOfAnEarlierRunCounts() throws Exception {
        maxAge = Duration.ZERO;
        Resolutions run = run();
        Resolution first = ask(run);
        assertThat(ask(run)).isEqualTo(first);
        assertThat(processes.resolved).hasValue(1);
        assertThat(first.stored()).isFalse();
        assertThat(resolved()).isEqualTo(1);
    }

    @Test
    void whoAsksWhatIsBeingResolvedWaitsForTheAnswer() throws Exception {
        processes.waits = true;
        Resolutions run = run();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Resolution>> answers = List.of(threads.submit(() -> ask(run)), threads.submit(() -> ask(run)));
            processes.mayEnd.countDown();
            assertThat(answers.get(0).get()).isEqualTo(answers.get(1).get());
        } finally {
            threads.shutdownNow();
        }
        assertThat(processes.resolved).hasValue(1);
    }

    @Test
    void theCacheThatTheCallerNamesIsUsed() throws Exception {
        ask(run());
        assertThat(folder.resolve("cache/tox-matrix/resolutions")).isNotEmptyDirectory();
    }

    @Test
    void aFullCacheCostsTheNextRunAnAnswerAndThisOneNothing() throws Exception {
        try (SmallDisk small = SmallDisk.mount(folder.resolve("small"), 1)) {
            environ.put("XDG_CACHE_HOME", small.path().toString());
            Resolutions run = run();
            small.fillTo(0);
            assertThat(ask(run).pins().pinned()).hasSize(1);
            assertThat(small.path().resolve("tox-matrix/resolutions")).isEmptyDirectory();
        }
    }

    @Test
    void whatIsWrittenForAQuestionLiesInTheFolderOfTheRunAndGoesWithIt() throws Exception {
        ask(run());
        assertThat(processes.scratch).isEqualTo(folder.resolve("scratch")).doesNotExist();
    }
}
