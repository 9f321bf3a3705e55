package io.github.toxmatrix.environment.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Not every volume takes what virtual environments consist of. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "environments have no links there, and any file can be started")
class SuitabilityTest {

    @TempDir
    Path folder;

    /** An archive has neither, as exFAT has no links, and what is mounted with noexec starts nothing. */
    private FileSystem archive() throws IOException {
        return FileSystems.newFileSystem(folder.resolve("archive.zip"), Map.of("create", "true"));
    }

    @Test
    void anOrdinaryFolderIsSuitableAndNothingIsLeftThere() throws IOException {
        Suitability.requireLinks(folder);
        assertThat(Suitability.warning(folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aVolumeWithoutSymbolicLinksIsRefused() throws IOException {
        try (FileSystem archive = archive()) {
            Path place = Files.createDirectory(archive.getPath("/place"));
            assertThatThrownBy(() -> Suitability.requireLinks(place))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("/place", "symbolic links", "virtual environments", "matrix.place");
            assertThat(place).isEmptyDirectory();
        }
    }

    @Test
    void aVolumeThatStartsNothingIsWarnedOf() throws IOException {
        try (FileSystem archive = archive()) {
            Path place = Files.createDirectory(archive.getPath("/place"));
            assertThat(Suitability.warning(place)).hasValueSatisfying(warning -> assertThat(warning)
                    .contains("/place", "noexec", "compiled modules", "matrix.place"));
            assertThat(place).isEmptyDirectory();
        }
    }
}
