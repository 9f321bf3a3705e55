package io.github.toxmatrix.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A second JVM opens a run, starts a daemon and a child in it, and is ended in various ways. */
class ProcessesOfAnotherJvmTest extends ProcessesCase {

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

    private void ends(Consumer<Process> how, boolean next) throws Exception {
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
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
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
