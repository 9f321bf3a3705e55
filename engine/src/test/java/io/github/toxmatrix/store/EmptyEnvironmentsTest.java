package io.github.toxmatrix.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Virtual environments in which nothing is installed yet: made once, and repeated elsewhere. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "launchers of scripts there are not stored")
class EmptyEnvironmentsTest {

    @TempDir
    private Path folder;

    private EnvironmentStore store;
    private final List<Path> made = new ArrayList<>();

    /** What can have become of what is stored. */
    enum Change {
        TEXT_CHANGED("venv/pyvenv.cfg"),
        FILE_EMPTIED("venv/pyvenv.cfg"),
        BYTES_CHANGED("venv/lib/plain.bin"),
        FILE_LOST("venv/bin/activate"),
        FILE_ADDED("venv/lib/sitecustomize.py"),
        LINK_TO_ANOTHER("venv/bin/python"),
        NOT_EXECUTABLE("venv/bin/activate"),
        DESCRIPTION_LOST(VenvTemplate.DESCRIPTION),
        DESCRIPTION_EMPTIED(VenvTemplate.DESCRIPTION),
        EVERYTHING_LOST("venv");

        private final String path;

        Change(String path) {
            this.path = path;
        }

        /** @param entry of the store */
        void in(Path entry) throws IOException {
            Path file = entry.resolve(path);
            switch (this) {
                case TEXT_CHANGED ->
                    Files.writeString(file, Files.readString(file).replace("home", "hole"));
                case FILE_EMPTIED, DESCRIPTION_EMPTIED -> Files.write(file, new byte[0]);
                case BYTES_CHANGED -> Files.write(file, new byte[] {(byte) 0xff, 0, 2});
                case FILE_LOST, DESCRIPTION_LOST -> Files.delete(file);
                case FILE_ADDED -> Files.writeString(file, "print('mine')");
                case LINK_TO_ANOTHER -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, Path.of("/bin/false"));
                }
                case NOT_EXECUTABLE ->
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                case EVERYTHING_LOST -> FileTree.delete(file);
            }
        }
    }

    @BeforeEach
    void open() throws IOException {
        store = EnvironmentStore.open(folder.resolve("store"));
    }

    private void make(Path root, String prompt) throws IOException {
        made.add(root);
        InstalledFiles.write(root.resolve("bin/activate"), "VIRTUAL_ENV=" + root + " PS1=(" + prompt + ")\n");
        Files.setPosixFilePermissions(root.resolve("bin/activate"), PosixFilePermissions.fromString("rwxr-xr-x"));
        InstalledFiles.write(root.resolve("pyvenv.cfg"), "home = /python\nprompt = " + prompt + "\n");
        Files.createSymbolicLink(root.resolve("bin/python"), Path.of("activate"));
        Files.createDirectories(root.resolve("lib"));
        Files.write(root.resolve("lib/plain.bin"), new byte[] {(byte) 0xff, 0, 1});
    }

    private Path repeated(EnvironmentStore from, String name) throws Exception {
        Path root = folder.resolve(name);
        from.makeVenv("cp311", root, name, this::make);
        return root;
    }

    private static void assertIsWhole(Path root) throws IOException {
        assertThat(root.resolve("bin/activate"))
                .isExecutable()
                .hasContent("VIRTUAL_ENV=" + root + " PS1=(" + root.getFileName() + ")");
        assertThat(root.resolve("pyvenv.cfg")).hasContent("home = /python\nprompt = " + root.getFileName());
        assertThat(Files.readSymbolicLink(root.resolve("bin/python"))).isEqualTo(Path.of("activate"));
        assertThat(root.resolve("lib/plain.bin")).hasBinaryContent(new byte[] {(byte) 0xff, 0, 1});
        try (Stream<Path> files = Files.list(root.resolve("lib"))) {
            assertThat(files).containsExactly(root.resolve("lib/plain.bin"));
        }
    }

    private Path stored() throws IOException {
        return folder.resolve("store/" + VenvTemplate.KIND + "/cp311");
    }

    @Test
    void areMadeOnceAndRepeatedWithTheirOwnFolderAndPrompt() throws Exception {
        assertIsWhole(repeated(store, "one"));
        EnvironmentStore next = EnvironmentStore.open(folder.resolve("store"));

        assertIsWhole(repeated(next, "two"));

        assertThat(made).hasSize(1);
    }

    @Test
    void whoseNamesScriptsWouldHaveToQuoteAreLeftToTheirMaker() throws Exception {
        Path root = folder.resolve("with space");
        store.makeVenv("cp311", root, "it's", this::make);

        assertThat(made).containsExactly(root);
        assertThat(root.resolve("bin/activate")).hasContent("VIRTUAL_ENV=" + root + " PS1=(it's)");
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void areMadeAnewWhereWhatIsStoredIsNotAsItWasMade(Change change) throws Exception {
        repeated(store, "one");
        change.in(stored());
        EnvironmentStore next = EnvironmentStore.open(folder.resolve("store"));

        assertIsWhole(repeated(next, "two"));
        assertIsWhole(repeated(EnvironmentStore.open(folder.resolve("store")), "three"));

        assertThat(made).hasSize(2);
    }

    @Test
    void areMadeAnewWhereTheStoreIsDeletedMeanwhile() throws Exception {
        repeated(store, "one");
        FileTree.delete(stored());

        assertIsWhole(repeated(store, "two"));
        assertIsWhole(repeated(store, "three"));

        assertThat(made).hasSize(2);
    }

    @Test
    void mayBeginInAFolderThatIsALink() throws Exception {
        repeated(store, "one");
        FileTree.delete(stored());
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Files.createSymbolicLink(folder.resolve("two"), disk);

        assertIsWhole(repeated(store, "two"));

        assertThat(folder.resolve("two")).isSymbolicLink();
        assertThat(disk.resolve("pyvenv.cfg")).exists();
    }
}
