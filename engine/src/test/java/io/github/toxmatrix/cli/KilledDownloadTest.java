package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.interpreter.Interpreters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed while its index has half of a wheel, alone and beside another that was its client. */
@Tag("slow")
@Timeout(180)
class KilledDownloadTest {

    private static final Wheel DEMO = new Wheel("demo", "1.0");
    private static final String FILE = "/files/" + DEMO.filename();
    private static final int HALF = DEMO.bytes().length / 2;

    private static final String BY_UV = "requires = tox-uv\n[testenv]";
    private static final String BY_PIP =
            "[testenv]\nbase_python = 3.13\ninstall_command = python -I -m pip install {opts} {packages}";

    @TempDir
    Path folder;

    private final FakeIndex behind = FakeIndex.start().publish("demo", DEMO.filename(), DEMO.bytes());
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicBoolean healthy = new AtomicBoolean();
    private final Map<String, String> environ = new HashMap<>(System.getenv());
    private final List<MainProcess.Running> runs = new ArrayList<>();
    private final List<ProcessHandle> left = new ArrayList<>();

    @BeforeEach
    void holdBack() throws Exception {
        FakeIndex.Answer whole = FakeIndex.content("application/octet-stream", DEMO.bytes());
        behind.on(FILE, exchange -> {
            if (healthy.get() || !exchange.getRequestMethod().equals("GET")) {
                whole.give(exchange);
                return;
            }
            exchange.sendResponseHeaders(200, DEMO.bytes().length);
            exchange.getResponseBody().write(DEMO.bytes(), 0, HALF);
            exchange.getResponseBody().flush();
            end.await();
        });
        behind.configure(environ, folder.resolve("uv"));
        environ.keySet().removeIf(name -> name.matches("(XDG|TOX)_.*"));
        environ.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
        environ.put("UV_HTTP_TIMEOUT", "60");
    }

    @AfterEach
    void close() {
        end.countDown();
        runs.forEach(MainProcess.Running::close);
        left.forEach(ProcessHandle::destroyForcibly);
        behind.close();
    }

    private MainProcess.Running start(String name) throws Exception {
        return start(name, BY_UV);
    }

    /** One environment, in a project of its own. */
    private MainProcess.Running start(String name, String installer) throws Exception {
        Path project = Files.createDirectories(folder.resolve(name));
        Files.writeString(
                project.resolve("tox.ini"),
                """
                [tox]
                env_list = one
                no_package = true
                %s
                deps = demo
                commands = python -c "import demo; assert demo.version == '1.0'"
                """
                        .formatted(installer));
        Map<String, String> own = new HashMap<>(environ);
        own.put("UV_CACHE_DIR", project.resolve("uv").toString());
        own.put("TMPDIR", Files.createDirectories(project.resolve("temporary")).toString());
        MainProcess.Running run = MainProcess.start(
                project,
                own,
                List.of(
                        "-Dmatrix.cache=" + folder.resolve("cache"),
                        "-Dmatrix.place=" + folder.resolve("place"),
                        "-Dmatrix.index=on"),
                project.resolve("printed"));
        runs.add(run);
        return run;
    }

    private MainProcess.Running startAndWaitForHalf(String name) throws Exception {
        MainProcess.Running run = start(name);
        while (unfinished().stream().noneMatch(file -> size(file) == HALF)) {
            assertThat(run.process().isAlive()).as(run::output).isTrue();
            Thread.sleep(20);
        }
        return run;
    }

    private void kill(MainProcess.Running run) throws Exception {
        run.process().descendants().forEach(left::add);
        run.process().destroyForcibly().waitFor();
    }

    private List<Path> unfinished() throws IOException {
        return files("unfinished");
    }

    private List<Path> files(String kind) throws IOException {
        return files(folder.resolve("cache/index").resolve(kind));
    }

    private static List<Path> files(Path below) throws IOException {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (UncheckedIOException removedMeanwhile) {
            return List.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return -1;
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void assertIsWhole(MainProcess run) throws IOException {
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("one: OK (3 passed");
        assertThat(files("files"))
                .filteredOn(file -> file.getFileName().toString().contains(Sha256.hex(DEMO.bytes())))
                .singleElement()
                .satisfies(file -> assertThat(content(file)).isEqualTo(DEMO.bytes()));
    }

    @Test
    void theNextRunFetchesTheWholeAndRemovesWhatIsLeft() throws Exception {
        kill(startAndWaitForHalf("killed"));
        assertThat(unfinished()).hasSize(1);
        assertThat(files("files")).isEmpty();
        Path half = unfinished().get(0);
        Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofMinutes(2))));
        healthy.set(true);

        assertIsWhole(start("next").end());

        assertThat(behind.requests(FILE))
                .filteredOn(request -> request.method().equals("GET"))
                .as("from its beginning")
                .hasSize(2)
                .allMatch(request -> request.header("Range").isEmpty());
        assertThat(half).doesNotExist();
    }

    @Test
    void anotherThatWasItsClientTakesOverAndFinishes() throws Exception {
        MainProcess.Running killed = startAndWaitForHalf("killed");
        MainProcess.Running client = start("client");
        while (client.process().descendants().noneMatch(KilledDownloadTest::asksForPackages)) {
            assertThat(client.process().isAlive()).as(client::output).isTrue();
            Thread.sleep(20);
        }
        healthy.set(true);
        assertThat(behind.requests(FILE))
                .filteredOn(request -> request.method().equals("GET"))
                .as("one of both has fetched")
                .hasSize(1);

        kill(killed);

        assertIsWhole(client.end());
    }

    /** pip asks again for what it could not begin to read, and not for what was cut off. */
    @Test
    void aPipThatWasItsClientIsStartedAgainWithWhoTakesOver() throws Exception {
        publishPip();
        MainProcess.Running killed = startAndWaitForHalf("killed");
        MainProcess.Running client = start("client", BY_PIP);
        while (files(folder.resolve("client/temporary")).stream().noneMatch(file -> file.endsWith(DEMO.filename()))) {
            assertThat(client.process().isAlive()).as(client::output).isTrue();
            Thread.sleep(20);
        }
        healthy.set(true);

        kill(killed);

        assertIsWhole(client.end());
    }

    /** The one that comes with a Python, for the environment whose pip is to install. */
    private void publishPip() throws Exception {
        Path python = Interpreters.of(System.getenv())
                .find(List.of("3.13"))
                .orElseGet(() -> abort("This machine has no Python 3.13."))
                .executable();
        Path bundled = python.resolveSibling("../lib/python3.13/ensurepip/_bundled");
        assumeTrue(Files.isDirectory(bundled), "this Python brings no pip");
        try (Stream<Path> wheels = Files.list(bundled)) {
            Path pip = wheels.filter(file -> file.getFileName().toString().startsWith("pip-"))
                    .findFirst()
                    .orElseThrow();
            behind.publish("pip", pip.getFileName().toString(), Files.readAllBytes(pip));
        }
    }

    private static boolean asksForPackages(ProcessHandle process) {
        return process.info().commandLine().orElse("").matches("\\S*uv(\\.exe)? .* (compile|install) .*");
    }
}
