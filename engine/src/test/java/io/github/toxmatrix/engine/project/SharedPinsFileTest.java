package io.github.toxmatrix.engine.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.resolution.PinsFile;
import io.github.toxmatrix.resolution.RunPins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several JVMs of one build leave in the file of its pins. */
class SharedPinsFileTest {

    @TempDir
    Path folder;

    private static RunPins pins(String environment, String version) {
        return RunPins.of(Map.of(
                environment,
                new EnvironmentPins(
                        "cpython 3.11.7, linux x86_64",
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Optional.empty(),
                        List.of(new Pin("attrs", version, List.of())),
                        List.of())));
    }

    private boolean write(String build, RunPins pins) throws IOException {
        return write(build, "tox.ini", pins);
    }

    private boolean write(String build, String configuration, RunPins pins) throws IOException {
        Optional<String> name = Optional.of(build).filter(text -> !text.isEmpty());
        return new SharedPinsFile(file(), name, folder.resolve(configuration)).write(pins);
    }

    private Path file() {
        return folder.resolve("target").resolve("pins.toml");
    }

    private Map<String, EnvironmentPins> written() throws IOException {
        return PinsFile.read(file()).environments();
    }

    @Test
    void eachForkOfABuildAddsItsOwn() throws Exception {
        write("maven 1", pins("py311", "23"));
        write("maven 1", pins("py312", "23"));
        write("maven 1", pins("py311", "24"));

        assertThat(written()).containsOnlyKeys("py311", "py312");
        assertThat(written().get("py311").pins()).extracting(Pin::version).containsExactly("24");
    }

    @Test
    void whatAnotherBuildHadIsReplaced() throws Exception {
        write("maven 1, whose name is longer", pins("py311", "23"));
        write("maven 2", pins("py312", "23"));
        assertThat(written()).containsOnlyKeys("py312");
        write("maven 2", pins("py313", "23"));
        assertThat(written()).containsOnlyKeys("py312", "py313");
        write("", pins("py39", "23"));
        assertThat(written()).containsOnlyKeys("py39");
    }

    @Test
    void anotherConfigurationOfTheSameBuildLeavesItAlone() throws Exception {
        assertThat(write("maven 1", "a/tox.ini", pins("py311", "23"))).isTrue();
        assertThat(write("maven 1", "b/tox.ini", pins("py311", "24"))).isFalse();
        assertThat(written().get("py311").pins()).extracting(Pin::version).containsExactly("23");
        assertThat(write("maven 2", "b/tox.ini", pins("py311", "24"))).isTrue();
    }

    @Test
    void noneIsLostWhereManyWriteAtTheSameTime() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failed = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            RunPins own = pins("env" + number, "23");
            Thread thread = new Thread(() -> {
                try {
                    write("maven 1", own);
                } catch (IOException e) {
                    synchronized (failed) {
                        failed.add(e);
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failed).isEmpty();
        assertThat(written()).hasSize(8);
    }
}
