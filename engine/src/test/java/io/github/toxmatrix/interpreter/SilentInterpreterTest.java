package io.github.toxmatrix.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.toxmatrix.index.server.Warnings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file on PATH that is called like a Python and does not answer. */
@Timeout(60)
class SilentInterpreterTest {

    private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");

    @TempDir
    Path folder;

    private Path memory;
    private Path silent;
    private Path begun;
    private Instant now = NOW;

    @BeforeEach
    void install() throws Exception {
        assumeTrue(File.separatorChar == '/', "scripts are of POSIX systems");
        memory = Files.createDirectory(folder.resolve("memory"));
        silent = folder.resolve("python3.97");
        begun = folder.resolve("begun");
        write("exec sleep 1000");
    }

    private void write(String end) throws Exception {
        Files.writeString(silent, "#!/bin/sh\necho once >> " + begun + "\n" + end + "\n");
        assertThat(silent.toFile().setExecutable(true)).isTrue();
    }

    /** What one run finds out. */
    private Interpreters run() {
        Interpreters interpreters = Interpreters.of(
                Map.of("PATH", folder + ":" + System.getenv("PATH"), "HOME", folder.toString()),
                memory,
                Duration.ofSeconds(1),
                Clock.fixed(now, ZoneOffset.UTC));
        assertThat(interpreters.find(List.of("python3.97"))).isEmpty();
        return interpreters;
    }

    private int timesAsked() throws Exception {
        return Files.readAllLines(begun).size();
    }

    @Test
    void isNotAskedAgainByTheNextRunsWhichSayWhyAndWhatToDo() throws Exception {
        run();
        now = NOW.plusSeconds(3599);
        String search;
        String warned;
        try (Warnings warnings = Warnings.of(Interpreters.class)) {
            search = run().search();
            warned = warnings.text();
        }

        assertThat(timesAsked()).isEqualTo(1);
        assertThat(List.of(search, warned)).allSatisfy(text -> assertThat(text)
                .contains(silent.toString())
                .contains("it kept silent at 2024-05-01T12:00:00Z and is not asked before 2024-05-01T13:00:00Z")
                .containsPattern("remove " + memory + "/\\S+ to have it asked again"));
    }

    @Test
    void isAskedAgainWhenItsTimeIsOver() throws Exception {
        run();
        now = NOW.plusSeconds(3600);

        run();

        assertThat(timesAsked()).isEqualTo(2);
    }

    @Test
    void isAskedAgainWhenTheClockWasSetBack() throws Exception {
        run();
        now = NOW.minusSeconds(1);

        run();

        assertThat(timesAsked()).isEqualTo(2);
    }

    @Test
    void isAskedAgainWhenItIsAnotherFile() throws Exception {
        run();
        Files.delete(silent);
        write("exit 1");

        assertThat(run().search()).doesNotContain("kept silent");
        assertThat(timesAsked()).isEqualTo(2);
    }

    @Test
    void isAskedAgainWhenTheNoteIsRemovedOrDamaged() throws Exception {
        run();
        try (var notes = Files.list(memory)) {
            Path note = notes.filter(file -> file.toString().endsWith(".silent"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(note, "damaged");
        }

        run();

        assertThat(timesAsked()).isEqualTo(2);
    }

    @Test
    void isLeftBehindForTheNextOnPath() throws Exception {
        assumeTrue(
                Interpreters.of(System.getenv()).find(List.of("3.11")).isPresent(),
                "there is no Python 3.11 on this machine");
        Files.move(silent, folder.resolve("python3.11"));
        Map<String, String> environ = Map.of(
                "PATH",
                folder + ":" + System.getenv("PATH"),
                "HOME",
                System.getenv().getOrDefault("HOME", "/"));

        for (int run = 0; run < 2; run++) {
            assertThat(Interpreters.of(environ, memory, Duration.ofSeconds(5), Clock.systemUTC())
                            .find(List.of("python3.11")))
                    .isPresent();
        }

        assertThat(timesAsked()).isEqualTo(1);
    }
}
