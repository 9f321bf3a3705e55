package io.github.toxmatrix.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, those included that try to outlive their owner. */
@Timeout(60)
class ProcessesTest {

    /** Prints its process id and sleeps, deaf to every polite request. */
    private static final String DEAF =
            """
            import os, signal, time
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print(os.getpid(), flush=True)
            time.sleep(600)
            """;

    /** Starts a process that leaves its session, loses its parents and closes its output, prints its id and ends. */
    private static final String DAEMON =
            """
            import os, sys, time
            out, into = os.pipe()
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    os.write(into, str(os.getpid()).encode())
                    for fd in range(3): os.close(fd)
                    os.close(into)
                    time.sleep(600)
                os._exit(0)
            os.wait()
            print(os.read(out, 20).decode(), flush=True)
            """;

    @TempDir
    Path folder;

    private Path records;
    private Processes processes;
    /** Written by one thread and read by another. */
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer output = new StringBuffer();

    @BeforeEach
    void open() {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "these processes are scripts of a POSIX shell");
        records = folder.resolve("runs");
        processes = Processes.open(records);
    }

    @AfterEach
    void close() {
        if (processes != null) {
            processes.close();
        }
    }

    private static Map<String, String> environment() {
        return Map.of("PATH", System.getenv("PATH"));
    }

    private ProcessRequest request(String... command) {
        return new ProcessRequest(List.of(command), folder, environment());
    }

    private ExitStatus run(ProcessScope scope, String... command) throws Exception {
        return scope.run(request(command), (channel, text) -> output.append(text));
    }

    private ProcessScope scope() {
        return processes.scope("py311", Optional.empty());
    }

    private ProcessHandle printed() {
        return ProcessHandle.of(Long.parseLong(output.toString().strip())).orElseThrow();
    }

    private static void assumePython() {
        assumeTrue(Program.locate("python3", Path.of("."), environment()).isPresent(), "no python3 on PATH");
    }

    @Nested
    class Running {

        @Test
        void givesTheExitCode() throws Exception {
            try (ProcessScope scope = scope()) {
                assertThat(run(scope, "sh", "-c", "exit 7")).isEqualTo(new ExitStatus(7, false));
                assertThat(run(scope, "sh", "-c", "true").isSuccess()).isTrue();
            }
        }

        @Test
        void givesTheSignalThatEndedIt() throws Exception {
            try (ProcessScope scope = scope()) {
                assertThat(run(scope, "sh", "-c", "kill -9 $$").code()).isEqualTo(128 + 9);
            }
        }

        @Test
        void tellsBothStreamsApart() throws Exception {
            Map<OutputSink.Channel, String> seen = new HashMap<>();
            try (ProcessScope scope = scope()) {
                scope.run(
                        request("sh", "-c", "echo out; echo err >&2"),
                        (channel, text) -> seen.merge(channel, text, String::concat));
            }
            assertThat(seen)
                    .containsEntry(OutputSink.Channel.OUT, "out\n")
                    .containsEntry(OutputSink.Channel.ERR, "err\n");
        }

        @Test
        void joinsACharacterThatArrivesInPieces() throws Exception {
            try (ProcessScope scope = scope()) {
                run(scope, "sh", "-c", "printf '\\303'; sleep 0.1; printf '\\244|\\377|\\303'");
            }
            assertThat(output).hasToString("\u00e4|\ufffd|\ufffd");
        }

        @Test
        void losesNoneOfALongOutput() throws Exception {
            try (ProcessScope scope = scope()) {
                run(scope, "sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done");
            }
            assertThat(output).hasSize(220_000);
        }

        @Test
        void passesArgumentsAsTheyAre() throws Exception {
            try (ProcessScope scope = scope()) {
                run(scope, "sh", "-c", "printf '%s\\n' \"$@\"", "sh", "a b", "'q'", "\"d\"", "$HOME", "${x}", "");
            }
            assertThat(output).hasToString("a b\n'q'\n\"d\"\n$HOME\n${x}\n\n");
        }

        @Test
        void inheritsNoVariables() throws Exception {
            try (ProcessScope scope = scope()) {
                scope.run(
                        new ProcessRequest(List.of("/usr/bin/env"), folder, Map.of("A", "1")),
                        (channel, text) -> output.append(text));
            }
            assertThat(output.toString().lines().map(line -> line.split("=", 2)[0]))
                    .containsExactlyInAnyOrder("A", "TOX_MATRIX_RUN", "TOX_MATRIX_SCOPE");
        }

        @Test
        void seesTheEndOfItsInput() throws Exception {
            try (ProcessScope scope = scope()) {
                assertThat(run(scope, "cat").isSuccess()).isTrue();
            }
        }

        @Test
        void doesNotWaitForAChildThatKeepsTheOutputOpen() throws Exception {
            try (ProcessScope scope = scope()) {
                run(scope, "sh", "-c", "sleep 600 & echo $!");
                assertThat(printed().isAlive())
                        .as("it lives as long as the scope, as under tox")
                        .isTrue();
            }
            assertThat(Marker.isRunning(
                            ProcessHandle.of(Long.parseLong(output.toString().strip()))
                                    .orElse(ProcessHandle.current())))
                    .as("ended, or already gone")
                    .isEqualTo(ProcessHandle.of(Long.parseLong(output.toString().strip()))
                            .isEmpty());
        }

        @Test
        void readsOnWhenTheSinkFailsAndSaysSo() {
            assertThatThrownBy(() -> {
                        try (ProcessScope scope = scope()) {
                            scope.run(request("sh", "-c", "yes | head -c 1000000"), (channel, text) -> {
                                throw new IllegalArgumentException("full");
                            });
                        }
                    })
                    .hasMessage("full");
        }
    }

    @Nested
    class Starting {

        @Test
        void namesAProgramThatIsNotOnPath() {
            assertThatThrownBy(() -> run(scope(), "no-such-program", "x"))
                    .isInstanceOf(ProcessStartException.class)
                    .hasMessageContaining("no-such-program")
                    .hasMessageContaining("not on PATH");
        }

        @Test
        void namesAFileThatIsMissing() {
            assertThatThrownBy(() -> run(scope(), "./tool")).hasMessage("cannot start ./tool: there is no such file");
        }

        @Test
        void namesAFileThatIsNotExecutable() throws Exception {
            Files.writeString(folder.resolve("tool"), "#!/bin/sh\n");
            assertThatThrownBy(() -> run(scope(), "./tool")).hasMessage("cannot start ./tool: it is not executable");
        }

        @Test
        void namesAFolderThatIsMissing() {
            ProcessRequest request = new ProcessRequest(List.of("sh"), folder.resolve("gone"), environment());
            assertThatThrownBy(() -> scope().run(request, (channel, text) -> {}))
                    .isInstanceOf(ProcessStartException.class)
                    .hasMessageContaining("gone: there is no such folder");
        }

        @Test
        void namesAScriptWithoutItsInterpreter() throws Exception {
            Path tool = Files.writeString(folder.resolve("tool"), "#!/no/such/interpreter\n");
            assertThat(tool.toFile().setExecutable(true)).isTrue();
            assertThatThrownBy(() -> run(scope(), "./tool"))
                    .isInstanceOf(ProcessStartException.class)
                    .hasMessageContaining("./tool");
        }

        @Test
        void isRefusedAfterTheEnd() {
            ProcessScope scope = scope();
            processes.close();
            assertThatThrownBy(() -> run(scope, "true")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(ProcessesTest.this::scope).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Ends {

        @Test
        void aTreeThatIsDeafToSignalsAtItsLimit() throws Exception {
            assumePython();
            try (ProcessScope scope = processes.scope("py311", Optional.of(Duration.ofSeconds(1)))) {
                ExitStatus status = run(scope, "sh", "-c", "python3 -c '" + DEAF + "'; echo after");
                assertThat(status.timedOut()).isTrue();
                assertThat(status.isSuccess()).isFalse();
                assertThat(run(scope, "true").timedOut())
                        .as("the next one, too")
                        .isTrue();
            }
            assertThat(ProcessHandle.of(Long.parseLong(
                                    output.toString().lines().findFirst().orElse("0")))
                            .filter(Marker::isRunning))
                    .isEmpty();
        }

        @Test
        void aProcessThatLeftItsSessionAndItsParents() throws Exception {
            assumePython();
            assumeTrue(Files.exists(Path.of("/proc/self/environ")), "found by /proc");
            ProcessScope scope = scope();
            run(scope, "python3", "-c", DAEMON);
            ProcessHandle daemon = printed();
            assertThat(Marker.isRunning(daemon)).isTrue();
            scope.close();
            assertThat(Marker.isRunning(daemon)).isFalse();
        }

        @Test
        void noProcessOfAnotherScope() throws Exception {
            ProcessScope other = scope();
            run(other, "sh", "-c", "sleep 600 & echo $!");
            scope().close();
            assertThat(Marker.isRunning(printed())).isTrue();
        }

        @Test
        void everythingWhenTheRunCloses() throws Exception {
            run(scope(), "sh", "-c", "sleep 600 & echo $!");
            ProcessHandle left = printed();
            processes.close();
            assertThat(Marker.isRunning(left)).isFalse();
            assertThat(records).isEmptyDirectory();
        }

        @Test
        void theProcessOfAThreadThatIsInterrupted() throws Exception {
            CountDownLatch printed = new CountDownLatch(1);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try (ProcessScope scope = scope()) {
                    scope.run(request("sh", "-c", "echo $$; exec sleep 600"), (channel, text) -> {
                        output.append(text);
                        printed.countDown();
                    });
                } catch (ProcessStartException | InterruptedException e) {
                    thrown.set(e);
                }
            });
            thread.start();
            printed.await();
            ProcessHandle process = printed();
            thread.interrupt();
            thread.join();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(Marker.isRunning(process)).isFalse();
        }

        @Test
        void aProcessWithSigintFirstSoThatItCanCleanUp() throws Exception {
            assumeFalse(
                    isSigintIgnored(), "skipped: this JVM was started with SIGINT ignored, as all that it starts is");
            Grace patient = Grace.ofSeconds(0, 60, 60);
            try (ProcessScope scope = processes.scope("py311", Optional.of(Duration.ofSeconds(3)), patient)) {
                run(scope, "sh", "-c", "trap 'echo interrupted; exit 3' INT; sleep 600");
            }
            assertThat(output.toString()).contains("interrupted");
        }
    }

    /** So starts a shell without job control what it runs in the background. */
    private static boolean isSigintIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1 << 1) != 0);
    }

    /** A second JVM opens a run, starts a daemon and a child in it, and is ended in various ways. */
    @Nested
    class OfAnotherJvm {

        @Test
        void endWithSigterm() throws Exception {
            ends(jvm -> jvm.destroy(), false);
        }

        @Test
        void endWithTheNextRunWhenItWasKilled() throws Exception {
            ends(jvm -> jvm.destroyForcibly(), true);
        }

        @Test
        void liveOnWhileTheirJvmLives() throws Exception {
            Process jvm = start();
            List<ProcessHandle> children = children(jvm);
            Processes.open(records).close();
            assertThat(children).allMatch(Marker::isRunning);
            jvm.destroy();
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        private void ends(java.util.function.Consumer<Process> how, boolean next) throws Exception {
            Process jvm = start();
            List<ProcessHandle> children = children(jvm);
            how.accept(jvm);
            assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
            if (next) {
                assertThat(children).as("a killed JVM can do nothing").anyMatch(Marker::isRunning);
                Processes.open(records).close();
            }
            assertThat(children).noneMatch(Marker::isRunning);
            processes.close();
            assertThat(records).isEmptyDirectory();
        }

        private Process start() throws IOException {
            assumePython();
            assumeTrue(Files.exists(Path.of("/proc/self/environ")), "found by /proc");
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Owner.class.getName(),
                            records.toString(),
                            DAEMON)
                    .redirectError(folder.resolve("jvm.err").toFile())
                    .start();
        }

        private List<ProcessHandle> children(Process jvm) throws IOException {
            List<ProcessHandle> children = new ArrayList<>();
            var reader = jvm.inputReader(StandardCharsets.UTF_8);
            while (children.size() < 2) {
                String line = reader.readLine();
                assertThat(line).as(Files.readString(folder.resolve("jvm.err"))).isNotNull();
                if (!line.isBlank()) {
                    children.add(ProcessHandle.of(Long.parseLong(line.strip())).orElseThrow());
                }
            }
            return children;
        }
    }

    /** The main class of the second JVM. */
    static final class Owner {

        public static void main(String[] args) throws Exception {
            Processes owned = Processes.open(Path.of(args[0]));
            ProcessScope scope = owned.scope("py311", Optional.empty());
            OutputSink print = (channel, text) -> System.out.print(text);
            scope.run(new ProcessRequest(List.of("python3", "-c", args[1]), Path.of("/"), environment()), print);
            CompletableFuture.runAsync(() -> {
                        try {
                            scope.run(
                                    new ProcessRequest(
                                            List.of("sh", "-c", "echo $$; exec sleep 600"),
                                            Path.of("/"),
                                            environment()),
                                    print);
                        } catch (ProcessStartException | InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .join();
        }
    }
}
