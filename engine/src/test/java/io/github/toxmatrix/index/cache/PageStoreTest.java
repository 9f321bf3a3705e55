package io.github.toxmatrix.index.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that a process keeps for those after it. */
class PageStoreTest {

    private static final Upstream INDEX =
            new Upstream(URI.create("http://127.0.0.1:1/simple"), Upstream.Kind.SIMPLE, Optional.empty());
    private static final StoredPage.Head HEAD = new StoredPage.Head(
            URI.create("http://127.0.0.1:1/simple/demo/"),
            "text/html",
            "\"tag\"",
            "",
            Instant.parse("2024-05-01T12:00:00Z"),
            Duration.ofMinutes(10));

    @TempDir
    private Path folder;

    private PageStore store;

    @BeforeEach
    void put() throws IOException {
        store = new PageStore(PackageCache.open(new CacheFolder(folder), 1 << 20));
        store.put(INDEX, "demo", StoredPage.received(HEAD, "<a href='demo-1.tar.gz'>".getBytes(UTF_8)));
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("page-demo")).findFirst().orElseThrow();
        }
    }

    @Test
    void areAsTheyWereKept() {
        StoredPage found = store.find(INDEX, "demo").orElseThrow();

        assertThat(found.head()).isEqualTo(HEAD);
        assertThat(found.body()).asString(UTF_8).isEqualTo("<a href='demo-1.tar.gz'>");
    }

    @Test
    void areNotThereWhereAnyByteIsAnotherOrMissing() throws IOException {
        byte[] whole = Files.readAllBytes(file());
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file(), changed);
            assertThat(store.find(INDEX, "demo")).as("byte %d", at).isEmpty();
            Files.write(file(), Arrays.copyOf(whole, at));
            assertThat(store.find(INDEX, "demo")).as("%d bytes", at).isEmpty();
        }
    }
}
