package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.cache.SmallDisk;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.cache.Artifacts;
import io.github.toxmatrix.index.cache.PackageCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept, how much of it, and what happens where nothing can be. */
class PackageCacheTest extends ServedIndexCase {

    @Test
    void removesWhatWasOfNoUseForTheLongestTime() throws Exception {
        URI index = serve(new IndexOptions(new CacheFolder(cache), 10_000, IndexOptions.loopback(), 0, false));
        for (String project : List.of("one", "two", "three")) {
            byte[] content = new byte[6_000];
            content[0] = (byte) project.charAt(1);
            behind.publish(project, project + "-1.tar.gz", content);
            assertThat(bytes(link(index.resolve(project + "/"))).body()).isEqualTo(content);
        }

        PackageCache.open(new CacheFolder(cache), 10_000).trim();
        assertThat(kept().stream().mapToLong(file -> file.toFile().length()).sum())
                .isLessThanOrEqualTo(10_000);
        assertThat(bytes(link(index.resolve("one/"))).body()).hasSize(6_000);
    }

    @Test
    void keepsItsFolderToItself() throws Exception {
        serve(options());
        assertThat(Files.getPosixFilePermissions(cache.resolve("index/endpoints")))
                .hasSize(3);

        Path elsewhere = Files.createDirectory(cache.resolve("elsewhere"));
        CacheFolder other = new CacheFolder(cache.resolve("other"));
        Files.createSymbolicLink(other.open("index").resolve("files"), elsewhere);
        assertThatThrownBy(() -> PackageCache.open(other, 1)).hasMessageContaining("is a link");
    }

    @Test
    void staysWithinItsBoundWhenManyFetchAtOnce() throws Exception {
        URI index = serve(new IndexOptions(new CacheFolder(cache), 200_000, IndexOptions.loopback(), 0, false));
        List<URI> links = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            byte[] content = new byte[20_000];
            new java.util.Random(number).nextBytes(content);
            behind.publish("p" + number, "p" + number + "-1.tar.gz", content);
            links.add(link(index.resolve("p" + number + "/")));
        }

        List<CompletableFuture<HttpResponse<byte[]>>> all =
                links.stream().map(this::bytesLater).toList();
        for (CompletableFuture<HttpResponse<byte[]>> each : all) {
            assertThat(each.get().body()).hasSize(20_000);
        }
        closeLast();

        PackageCache.open(new CacheFolder(cache), 200_000).trim();
        assertThat(kept()).isNotEmpty();
        assertThat(kept().stream().mapToLong(file -> file.toFile().length()).sum())
                .isLessThanOrEqualTo(200_000);
    }

    /** Clients that read what has just been removed for others get it all the same. */
    @Test
    void givesEverybodyEverythingThoughItHoldsLessThanOneFile() throws Exception {
        URI index = serve(new IndexOptions(new CacheFolder(cache), 1_000, IndexOptions.loopback(), 0, false));
        behind.publish("demo", "demo-1.0.tar.gz", LARGE);
        URI link = link(index.resolve("demo/"));

        List<CompletableFuture<HttpResponse<byte[]>>> all =
                IntStream.range(0, 6).mapToObj(each -> bytesLater(link)).toList();

        for (CompletableFuture<HttpResponse<byte[]>> each : all) {
            assertThat(each.get().body()).isEqualTo(LARGE);
        }
    }

    @Test
    void passesOnWhatThereIsNoRoomFor() throws Exception {
        try (SmallDisk small = SmallDisk.mount(cache.resolve("small"), 4);
                Warnings warnings = Warnings.of(Artifacts.class)) {
            behind.publish("demo", "demo-1.0.tar.gz", LARGE).publish("tiny", DEMO.filename(), DEMO.bytes());
            URI index = serve(IndexOptions.of(new CacheFolder(small.path().resolve("cache"))));

            assertThat(bytes(link(index.resolve("demo/"))).body()).isEqualTo(LARGE);
            assertThat(warnings.text()).contains("no room", "demo-1.0.tar.gz", "passed on without being kept");
            assertThat(bytes(link(index.resolve("tiny/"))).body()).isEqualTo(DEMO.bytes());
        }
    }

    @Test
    void passesOnTheRestOfAFileWhenTheDiskFillsInTheMiddle() throws Exception {
        try (SmallDisk small = SmallDisk.mount(cache.resolve("small"), 8)) {
            CountDownLatch filled = new CountDownLatch(1);
            FakeIndex.Answer whole = FakeIndex.content("application/octet-stream", LARGE);
            behind.publish("demo", "demo-1.0.tar.gz", LARGE).on("/files/demo-1.0.tar.gz", exchange -> {
                if (exchange.getRequestHeaders().containsKey("Range")) {
                    whole.give(exchange);
                    return;
                }
                exchange.sendResponseHeaders(200, LARGE.length);
                exchange.getResponseBody().write(LARGE, 0, 1 << 20);
                exchange.getResponseBody().flush();
                filled.await();
                exchange.getResponseBody().write(LARGE, 1 << 20, LARGE.length - (1 << 20));
            });
            URI link = link(serve(IndexOptions.of(new CacheFolder(small.path().resolve("cache"))))
                    .resolve("demo/"));

            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofInputStream());
            byte[] first = answer.body().readNBytes(1 << 19);
            small.fillTo(1 << 20);
            filled.countDown();

            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(first);
            answer.body().transferTo(all);
            assertThat(all.toByteArray()).isEqualTo(LARGE);
        }
    }

    @Test
    void cutsOffAFileWithAWrongHashAlsoWhereThereIsNoRoom() throws Exception {
        byte[] wrong = LARGE.clone();
        wrong[5] ^= 1;
        try (SmallDisk small = SmallDisk.mount(cache.resolve("small"), 4)) {
            behind.publish("demo", "demo-1.0.tar.gz", LARGE)
                    .on("/files/demo-1.0.tar.gz", FakeIndex.content("application/octet-stream", wrong));
            URI link = link(serve(IndexOptions.of(new CacheFolder(small.path().resolve("cache"))))
                    .resolve("demo/"));

            assertThatThrownBy(() -> bytes(link)).isInstanceOf(IOException.class);
        }
    }
}
