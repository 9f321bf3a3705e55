package io.github.toxmatrix.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is deleted while a run uses it, all of it or a part: environments are made without it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "what is in use cannot be deleted there")
class DeletedStoreTest {

    private static final DistributionKey TOOL = new DistributionKey("tool", "1.0", "0123456789abcdef");
    private static final DistributionKey OTHER = new DistributionKey("other", "2.0", "fedcba9876543210");

    @TempDir
    Path folder;

    private EnvironmentStore store;

    @BeforeEach
    void open() throws IOException {
        folder = folder.toRealPath();
        store = EnvironmentStore.open(folder.resolve("store"));
        store.add(List.of(TOOL), installed("first", "tool", "1.0").layout());
    }

    private InstalledFiles installed(String environment, String name, String version) throws IOException {
        return InstalledFiles.in(folder.resolve(environment)).install(name, version);
    }

    private static void makeVenv(Path root, String prompt) throws IOException {
        InstalledFiles.write(root.resolve("pyvenv.cfg"), "prompt = " + prompt + "\n");
    }

    /** @param part what its name begins with; empty: everything */
    private void delete(String part) throws IOException {
        Path all = folder.resolve("store");
        try (Stream<Path> parts = Files.list(all)) {
            for (Path one : parts.filter(path -> path.getFileName().toString().startsWith(part))
                    .toList()) {
                FileTree.delete(one);
            }
        }
        if (part.isEmpty()) {
            Files.delete(all);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "distributions", "venvs", ".work"})
    void emptyEnvironmentsAreMade(String part) throws Exception {
        delete(part);
        for (String name : List.of("one", "two")) {
            Path root = folder.resolve(name);
            store.makeVenv("0123456789abcdef", root, name, DeletedStoreTest::makeVenv);
            assertThat(root.resolve("pyvenv.cfg")).hasContent("prompt = " + name);
        }
        store.close();
        assertThat(folder.resolve("store")).satisfies(all -> assertThat(Files.exists(all))
                .as("whether a store is there that the next run would have to look at")
                .isEqualTo(!part.isEmpty()));
    }

    /** By its maker, too, who cannot go on then. */
    @ParameterizedTest
    @ValueSource(strings = {"", "venvs", ".work"})
    void alsoWhereItIsDeletedWhenOneIsBeingMade(String part) throws Exception {
        Path root = folder.resolve("one");
        store.<Exception>makeVenv("0123456789abcdef", root, "one", (path, prompt) -> {
            if (!path.equals(root)) {
                delete(part);
            }
            if (!Files.isDirectory(path.getParent())) {
                throw new Exception("installer failed: no such folder");
            }
            makeVenv(path, prompt);
        });
        assertThat(root.resolve("pyvenv.cfg")).hasContent("prompt = one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "distributions", "venvs", ".work"})
    void whatCannotBeLinkedIsLeftToInstallersAndWhatTheyBringIsKeptIfItCanBe(String part) throws IOException {
        delete(part);
        EnvironmentLayout next = InstalledFiles.in(folder.resolve("next")).layout();
        List<DistributionKey> missing = store.link(List.of(TOOL, OTHER), next);
        assertThat(missing).contains(OTHER);
        if (missing.contains(TOOL)) {
            try (Stream<Path> left = Files.walk(next.root())) {
                assertThat(left.filter(Files::isRegularFile)).isEmpty();
            }
        }

        store.add(List.of(OTHER), installed("next", "other", "2.0").layout());

        assertThat(store.room()).isGreaterThanOrEqualTo(0);
        assertThat(store.lease("next", missing, next).end(InstalledFiles.NO_OTHERS))
                .isEmpty();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "distributions", ".work"})
    void whatEnvironmentsStillShareIsWatched(String part) throws IOException {
        InstalledFiles writer = InstalledFiles.in(folder.resolve("writer"));
        store.link(List.of(TOOL), writer.layout());
        Lease writing = store.lease("writer", List.of(TOOL), writer.layout());
        boolean shared = Files.isSameFile(
                folder.resolve("first/share/tool,data.txt"),
                writer.layout().root().resolve("share/tool,data.txt"));
        delete(part);

        Files.writeString(writer.layout().root().resolve("share/tool,data.txt"), "mine");

        assertThat(writing.end(InstalledFiles.NO_OTHERS)).hasSize(shared ? 1 : 0);
    }
}
