package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.cache.CacheFolder;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Questions for versions to a uv that counts them. */
abstract class ResolutionsCase {

    static final Interpreter PYTHON =
            new Interpreter(Path.of("/usr/bin/python"), "cpython", 3, 11, 7, false, 64, "x86_64");

    @TempDir
    Path folder;

    Path root;

    final Map<String, String> environ = new TreeMap<>();

    final Map<String, String> configured = new TreeMap<>();

    final List<String> lines = new ArrayList<>(List.of("attrs"));

    Interpreter python = PYTHON;

    String name = "py311";

    Optional<AsOf> asOf = Optional.empty();

    Duration maxAge = Duration.ofHours(1);

    final FakeUv processes = new FakeUv();

    @BeforeEach
    void project() throws IOException {
        root = Files.createDirectories(folder.resolve("project"));
        environ.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        environ.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        Files.writeString(folder.resolve("uv"), "a program");
    }

    /** Answers as uv does, and counts. */
    static final class FakeUv implements ProcessScope {

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

    Resolution ask(Resolutions run) throws Exception {
        UvInstaller uv = uv();
        return run.get(uv, question(uv));
    }

    void refute(Resolutions run, Resolution wrong, String reason) throws Exception {
        UvInstaller uv = uv();
        run.refute(uv, question(uv), wrong, reason);
    }

    private UvInstaller uv() {
        Path program = folder.resolve("uv");
        return new UvInstaller(
                program,
                new InstallerVariables(
                        Optional.of(program), Optional.empty(), options(), () -> folder.resolve("settings")),
                asOf,
                () -> folder.resolve("scratch"));
    }

    /** As an environment of a new run has it. */
    private Question question(UvInstaller uv) throws Exception {
        Path environment = folder.resolve("run-" + System.nanoTime()).resolve(name);
        Map<String, String> own = new TreeMap<>();
        configured.forEach((key, value) -> own.put(key, value.replace("ENV_DIR", environment.toString())));
        Installation installation = uv.prepare(new Installation(processes, environment, root, own));
        Pinnable pinnable = Pinnable.of(lines, root).orElseThrow();
        return new Question(name, python, installation, own, pinnable);
    }

    Resolutions run() {
        return new Resolutions(options());
    }

    EnvironmentOptions options() {
        return new EnvironmentOptions(
                environ,
                Optional.empty(),
                ResolutionOptions.notOlderThan(maxAge),
                true,
                CacheFolder.of(Optional.empty(), environ),
                new IndexUse.Off());
    }

    int resolved() throws Exception {
        processes.resolved.set(0);
        ask(run());
        return processes.resolved.get();
    }

    void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
