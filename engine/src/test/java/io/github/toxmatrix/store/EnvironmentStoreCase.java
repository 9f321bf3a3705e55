package io.github.toxmatrix.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store, and environments that are added to it and linked from it. */
abstract class EnvironmentStoreCase {

    static final DistributionKey TOOL = new DistributionKey("tool", "1.0", "0123456789abcdef");

    static final DistributionKey OTHER = new DistributionKey("other", "2.0", "fedcba9876543210");

    @TempDir
    Path folder;

    EnvironmentStore store;

    @BeforeEach
    void open() throws IOException {
        store = EnvironmentStore.open(folder.resolve("store"));
    }

    InstalledFiles environment(String name) throws IOException {
        return InstalledFiles.in(folder.toRealPath().resolve(name));
    }

    InstalledFiles linked(String name) throws IOException {
        InstalledFiles environment = environment(name);
        assertThat(store.link(List.of(TOOL), environment.layout())).isEmpty();
        return environment;
    }

    void addTool() throws IOException {
        store.add(List.of(TOOL), environment("first").install("tool", "1.0").layout());
    }

    static void append(Path file) throws IOException {
        Files.writeString(file, "changed = True\n", StandardOpenOption.APPEND);
    }
}
