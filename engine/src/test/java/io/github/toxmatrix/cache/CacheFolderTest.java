package io.github.toxmatrix.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    @TempDir
    Path folder;

    @BeforeEach
    void needsPosix() {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "no POSIX permissions");
    }

    @Test
    void liesInTheUsersCacheFolder() {
        CacheFolder cache = CacheFolder.of(Optional.empty(), Map.of("XDG_CACHE_HOME", folder.toString()));
        assertThat(cache.path()).isEqualTo(folder.resolve("tox-matrix"));
        assertThat(CacheFolder.of(Optional.of("/mine"), Map.of()).path()).hasToString("/mine");
    }

    /** uv and Python go by the variable too, and a user without an entry in the list of users has no other. */
    @Test
    void theUsersFolderIsThatOfTheVariable() {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "other systems have caches elsewhere");

        assertThat(CacheFolder.of(Optional.empty(), Map.of("HOME", folder.toString()))
                        .path())
                .isEqualTo(folder.resolve(".cache").resolve("tox-matrix"));
    }

    @Test
    void isMadeForTheUserAlone() throws IOException {
        Path opened = new CacheFolder(folder.resolve("new/cache")).open("bytecode");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opened)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("new/cache"))))
                .isEqualTo("rwx------");
    }

    @Test
    void isNotUsedWhereOthersCanWrite() throws IOException {
        CacheFolder cache = new CacheFolder(folder.resolve("cache"));
        Path opened = cache.open("bytecode");
        Files.setPosixFilePermissions(opened, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> cache.open("bytecode"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can be written by other users: chmod 700 " + opened);
    }

    @Test
    void saysWhatToDoWhereItCannotBeMade() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new CacheFolder(file.resolve("cache")).open("bytecode"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("name another one by matrix.cache");
    }

    @Test
    void isNotUsedWhereItIsSomebodyElses() throws IOException {
        CacheFolder cache = new CacheFolder(folder.resolve("cache"));
        Path opened = cache.open("index");
        try {
            Files.setAttribute(opened, "unix:uid", 54321);
        } catch (IOException notPermitted) {
            assumeTrue(false, "this user cannot give a folder to another");
        }
        assertThatThrownBy(() -> cache.open("index"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to 54321")
                .hasMessageContaining("matrix.cache");
    }
}
