package io.github.toxmatrix.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCleanupTest {

    private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

    @TempDir
    Path store;

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(store.resolve("cpython-311-0"));
    }

    private Path file(String name, int days) throws Exception {
        Path file = Files.write(folder.resolve(name), new byte[100]);
        return Files.setLastModifiedTime(file, FileTime.from(NOW.minus(Duration.ofDays(days))));
    }

    @Test
    void removesWhatWasNotUsedForAMonthAndPartsOfADay() throws Exception {
        Path used = file("a.pyc", 29);
        Path unused = file("b.pyc", 31);
        Path part = file("c.pyc.1.part", 2);
        Path partInWork = file("d.pyc.2.part", 0);
        new StoreCleanup(store, 10_000, NOW).runIfDue();
        assertThat(used).exists();
        assertThat(partInWork).exists();
        assertThat(unused).doesNotExist();
        assertThat(part).doesNotExist();
    }

    @Test
    void removesTheLongestUnusedWhereThereIsTooMuch() throws Exception {
        Path newer = file("a.pyc", 1);
        Path older = file("b.pyc", 2);
        Path oldest = file("c.pyc", 3);
        new StoreCleanup(store, 150, NOW).runIfDue();
        assertThat(newer).exists();
        assertThat(older).doesNotExist();
        assertThat(oldest).doesNotExist();
    }

    @Test
    void looksOnceADay() throws Exception {
        new StoreCleanup(store, 10_000, NOW).runIfDue();
        Path unused = file("b.pyc", 31);
        new StoreCleanup(store, 10_000, NOW.plus(Duration.ofHours(23))).runIfDue();
        assertThat(unused).exists();
        new StoreCleanup(store, 10_000, NOW.plus(Duration.ofHours(25))).runIfDue();
        assertThat(unused).doesNotExist();
    }

    @Test
    void looksAgainWhereAClockThatWasWrongHasLookedInTimesToCome() throws Exception {
        new StoreCleanup(store, 10_000, NOW.plus(Duration.ofDays(400))).runIfDue();
        Path unused = file("b.pyc", 31);
        new StoreCleanup(store, 10_000, NOW).runIfDue();
        assertThat(unused).doesNotExist();
    }
}
