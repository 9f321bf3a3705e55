package io.github.toxmatrix.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolutionCleanupTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private Path write(String name, Duration age) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "0123456789");
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    }

    @Test
    void removesWhatIsOldAndWhatADeadRunLeft() throws IOException {
        Path old = write("old.txt", Duration.ofDays(31));
        Path part = write("new1.tmp", Duration.ofHours(2));
        Path recent = write("recent.txt", Duration.ofDays(29));
        Path inTheMaking = write("new2.tmp", Duration.ofMinutes(1));

        ResolutionCleanup.run(folder, NOW);

        assertThat(old).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(recent).exists();
        assertThat(inTheMaking).exists();
    }

    @Test
    void removesTheOldestWhereThereIsTooMuch() throws IOException {
        Path oldest = write("a.txt", Duration.ofHours(3));
        Path older = write("b.txt", Duration.ofHours(2));
        Path newest = write("c.txt", Duration.ofHours(1));

        ResolutionCleanup.run(folder, 15, NOW);

        assertThat(oldest).doesNotExist();
        assertThat(older).doesNotExist();
        assertThat(newest).exists();
    }
}
