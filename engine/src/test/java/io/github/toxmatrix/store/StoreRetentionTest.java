package io.github.toxmatrix.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a store keeps from run to run, how much of it, and how long. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "launchers of scripts there are not stored")
class StoreRetentionTest extends EnvironmentStoreCase {

    @Test
    void keepsWhatWasUsedLastWhenThereIsTooMuch() throws IOException {
        addTool();
        store.add(List.of(OTHER), environment("first").install("other", "2.0").layout());
        assertThat(store.size()).isPositive();
        store.close();
        Instant now = Instant.now();
        Path unused = folder.resolve("store/" + DistributionStore.KIND).resolve(TOOL.folderName());
        Files.setLastModifiedTime(unused, FileTime.from(now.minus(Duration.ofHours(2))));
        long limit = FileTree.sizeOfAll(folder.resolve("store/" + DistributionStore.KIND)) - 1;

        store = EnvironmentStore.open(StoreFolder.open(folder.resolve("store")), limit, now.plus(Duration.ofHours(2)));

        assertThat(store.link(List.of(TOOL, OTHER), environment("second").layout()))
                .containsExactly(TOOL);
        assertThat(store.size()).isBetween(1L, limit);
    }

    @Test
    void remembersItsSizeFromRunToRun() throws IOException {
        addTool();
        long size = store.size();
        store.close();
        store = EnvironmentStore.open(folder.resolve("store"));
        assertThat(store.size()).isEqualTo(size).isPositive();
    }

    /** Which has the same keys in folders of its own. */
    @Test
    void leavesAloneWhatAnotherVersionKeepsThereAndUses() throws IOException {
        Path others =
                Files.createDirectories(folder.resolve("store/distributions-1").resolve(TOOL.folderName()));
        Files.writeString(others.resolve(Manifest.NAME), "tox-matrix distribution 1\nend\n");

        addTool();
        linked("second");
        reopenAfter(Duration.ofDays(1));
        assertThat(others).isNotEmptyDirectory();

        reopenAfter(Duration.ofDays(8));
        assertThat(others).as("nobody has used it for a week").doesNotExist();
    }

    private void reopenAfter(Duration time) throws IOException {
        store.close();
        store = EnvironmentStore.open(
                StoreFolder.open(folder.resolve("store")),
                Long.MAX_VALUE,
                Instant.now().plus(time));
    }

    @Test
    void removesWhatNobodyUsedForAWeek() throws IOException {
        addTool();
        store.close();

        store = EnvironmentStore.open(
                StoreFolder.open(folder.resolve("store")),
                Long.MAX_VALUE,
                Instant.now().plus(Duration.ofDays(8)));

        assertThat(store.link(List.of(TOOL), environment("second").layout())).containsExactly(TOOL);
        assertThat(store.size()).isZero();
    }

    @Test
    void cleansAgainWhereAClockThatWasWrongHasCleanedInTimesToCome() throws IOException {
        addTool();
        store.close();
        Instant now = Instant.now();
        Path mark = folder.resolve("store").resolve(Retention.MARK);
        Files.setLastModifiedTime(mark, FileTime.from(now.plus(Duration.ofDays(400))));
        Path entry = folder.resolve("store/" + DistributionStore.KIND).resolve(TOOL.folderName());
        Files.setLastModifiedTime(entry, FileTime.from(now.minus(Duration.ofDays(8))));

        store = EnvironmentStore.open(StoreFolder.open(folder.resolve("store")), Long.MAX_VALUE, now);

        assertThat(entry).doesNotExist();
    }
}
