package io.github.toxmatrix.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A scope ends what was started in it, at its limit, with its thread or with the run, and nothing else. */
class ScopeEndsTest extends ProcessesCase {

    /** Prints its process id and sleeps, deaf to every polite request. */
    private static final String DEAF =
            """
            import os, signal, time
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print(os.getpid(), flush=True)
            time.sleep(600)
            """;

    @Test
    void aTreeThatIsDeafToSignalsAtItsLimit() throws Exception {
        assumePython();
        Duration limit = Duration.ofSeconds(1);
        do { // again where the limit came before it was deaf
            output.setLength(0);
            try (ProcessScope scope = processes.scope("py311", Optional.of(limit))) {
                ExitStatus status = run(scope, "sh", "-c", "python3 -c '" + DEAF + "'; echo after");
                assertThat(status.timedOut()).isTrue();
                assertThat(status.isSuccess()).isFalse();
                assertThat(run(scope, "true").timedOut())
                        .as("the next one, too")
                        .isTrue();
            }
            limit = limit.multipliedBy(2);
        } while (!output.toString().matches("(?s)\\d+\\R.*"));

        assertThat(ProcessHandle.of(Long.parseLong(
                                output.toString().lines().findFirst().orElseThrow()))
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
        assumeFalse(isSigintIgnored(), "skipped: this JVM was started with SIGINT ignored, as all that it starts is");
        Grace patient = Grace.ofSeconds(0, 60, 60);
        Duration limit = Duration.ofSeconds(3);
        do { // again where the limit came before it was ready
            output.setLength(0);
            try (ProcessScope scope = processes.scope("py311", Optional.of(limit), patient)) {
                run(scope, "sh", "-c", "trap 'echo interrupted; exit 3' INT; echo ready; sleep 600");
            }
            limit = limit.multipliedBy(2);
        } while (!output.toString().startsWith("ready"));

        assertThat(output.toString()).contains("interrupted");
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
}
