package io.github.toxmatrix.environment.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacementTest {

    @TempDir
    Path folder;

    @Test
    void keepsToxsNamesAndTellsThoseApartThatDifferOnlyInCase() throws IOException {
        try (Placement placement = Placement.open(folder.toString())) {
            Path lower = placement.folder("py3.8-flask-v1.1.4");
            assertThat(lower).hasFileName("py3.8-flask-v1.1.4");
            assertThat(placement.folder("PY3.8-flask-v1.1.4")).hasFileName("PY3.8-flask-v1.1.4~2");
            assertThat(placement.folder("py3.8-flask-v1.1.4")).isEqualTo(lower);
        }
    }

    @Test
    void neverLeavesItsFolderForAName() throws IOException {
        try (Placement placement = Placement.open(folder.toString())) {
            assertThat(List.of("..", ".", "../../etc", ".pkg", "a/b", "ünï"))
                    .map(placement::folder)
                    .allMatch(placement::holds)
                    .allMatch(path -> path.normalize().equals(path))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void removesAllOfItsOwnWhenItIsClosed() throws IOException {
        Placement placement = Placement.open(folder.toString());
        Path environment = placement.folder("py311");
        Files.createDirectories(environment.resolve("lib"));
        Files.writeString(environment.resolve("lib").resolve("module.py"), "");
        placement.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void removesWhatADeadRunLeftAndNothingElse() throws IOException {
        Path dead = Files.createDirectory(folder.resolve("tox-matrix-dead"));
        Files.writeString(dead.resolve(".owner"), "999999999 1\n");
        Files.writeString(dead.resolve("module.py"), "");
        Path foreign = Files.createDirectory(folder.resolve("tox-matrix-notes"));
        try (Placement living = Placement.open(folder.toString());
                Placement second = Placement.open(folder.toString())) {
            assertThat(dead).doesNotExist();
            assertThat(foreign).exists();
            assertThat(folder).isDirectoryContaining(path -> living.holds(path.resolve("x")));
            assertThat(second.describe()).startsWith("folder (").contains(" free of ");
        }
    }

    @Test
    void doesNotFollowLinksOutOfItsFolder() throws IOException {
        Path precious = Files.writeString(
                Files.createDirectory(folder.resolve("outside")).resolve("precious"), "");
        Path place = Files.createDirectory(folder.resolve("place"));
        Placement placement = Placement.open(place.toString());
        Files.createDirectories(placement.folder("py"));
        Files.createSymbolicLink(placement.folder("py").resolve("link"), folder.resolve("outside"));
        placement.close();
        assertThat(precious).exists();
    }

    @Test
    void saysWhichPlaceCannotBeUsedAndWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> Placement.open(file.toString()).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("name another folder");
    }

    @Test
    void takesARamDiskOnlyIfProgramsMayBeStartedFromIt() {
        assertThat(RamDisk.isExecutableTmpfs(List.of("tmpfs /dev/shm tmpfs rw,relatime 0 0")))
                .isTrue();
        assertThat(RamDisk.isExecutableTmpfs(List.of("shm /dev/shm tmpfs rw,nosuid,nodev,noexec 0 0")))
                .isFalse();
        assertThat(RamDisk.isExecutableTmpfs(List.of("/dev/sda1 / ext4 rw 0 0")))
                .isFalse();
        assertThat(RamDisk.availableMemory(List.of("MemTotal: 9 kB", "MemAvailable:   2 kB")))
                .isEqualTo(2048);
    }
}
