package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.FakeIndex;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files clients get, whatever the index behind does. */
class ServedFilesTest extends ServedIndexCase {

    @Test
    void makesRequestsForOneThingIntoOne() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        FakeIndex.Answer file = FakeIndex.content("application/octet-stream", LARGE);
        behind.publish("demo", "demo-1.0.tar.gz", LARGE).on("/files/demo-1.0.tar.gz", exchange -> {
            go.await();
            file.give(exchange);
        });
        URI link = link(serve(options()).resolve("demo/"));

        List<CompletableFuture<HttpResponse<byte[]>>> all =
                IntStream.range(0, 8).mapToObj(each -> bytesLater(link)).toList();
        go.countDown();

        for (CompletableFuture<HttpResponse<byte[]>> each : all) {
            assertThat(each.get().body()).isEqualTo(LARGE);
        }
        assertThat(behind.requests("/files/demo-1.0.tar.gz")).hasSize(1);
    }

    /** As uv asks before it takes a piece, in each of the runs that share an index. */
    @Test
    void asksForTheSizeOfASmallFileOnceForAllWhoWantToKnow() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        FakeIndex.Answer file = FakeIndex.content("application/octet-stream", DEMO.bytes());
        behind.publish("demo", DEMO.filename(), DEMO.bytes()).on("/files/" + DEMO.filename(), exchange -> {
            go.await();
            file.give(exchange);
        });
        HttpRequest head = HttpRequest.newBuilder(link(serve(options()).resolve("demo/")))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();

        List<CompletableFuture<HttpResponse<Void>>> all = IntStream.range(0, 8)
                .mapToObj(each -> client.sendAsync(head, HttpResponse.BodyHandlers.discarding()))
                .toList();
        while (behind.requests("/files/" + DEMO.filename()).isEmpty()) {
            Thread.sleep(20);
        }
        go.countDown();

        for (CompletableFuture<HttpResponse<Void>> each : all) {
            assertThat(each.get().headers().firstValueAsLong("Content-Length")).hasValue(DEMO.bytes().length);
        }
        assertThat(behind.requests("/files/" + DEMO.filename()))
                .extracting(FakeIndex.Request::method)
                .containsExactly("HEAD", "GET");
    }

    @Test
    void givesWhatArrivesBeforeAllHasArrived() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        behind.publish("demo", "demo-1.0.tar.gz", LARGE).on("/files/demo-1.0.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, LARGE.length);
            exchange.getResponseBody().write(LARGE, 0, 1 << 20);
            exchange.getResponseBody().flush();
            read.await();
            exchange.getResponseBody().write(LARGE, 1 << 20, LARGE.length - (1 << 20));
        });
        URI link = link(serve(options()).resolve("demo/"));

        HttpResponse<java.io.InputStream> answer =
                client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.body().readNBytes(1 << 20)).hasSize(1 << 20);
        read.countDown();

        assertThat(answer.body().readAllBytes()).hasSize(LARGE.length - (1 << 20));
    }

    @Test
    void cutsOffAFileWithAWrongHashAndKeepsNothing() throws Exception {
        byte[] wrong = LARGE.clone();
        wrong[5] ^= 1;
        behind.publish("demo", "demo-1.0.tar.gz", LARGE)
                .on("/files/demo-1.0.tar.gz", FakeIndex.content("application/octet-stream", wrong));
        URI link = link(serve(options()).resolve("demo/"));

        assertThatThrownBy(() -> bytes(link)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> bytes(link)).isInstanceOf(IOException.class);

        assertThat(behind.requests("/files/demo-1.0.tar.gz")).hasSize(2);
        assertThat(kept()).isEmpty();
    }

    @Test
    void goesOnWhereAFileWasCutOff() throws Exception {
        behind.publish("demo", "demo-1.0.tar.gz", LARGE);
        FakeIndex.Answer whole = FakeIndex.content("application/octet-stream", LARGE);
        behind.on(
                "/files/demo-1.0.tar.gz",
                exchange -> (exchange.getRequestHeaders().containsKey("Range") ? whole : FakeIndex.cut(LARGE, 1 << 20))
                        .give(exchange));
        URI link = link(serve(options()).resolve("demo/"));

        assertThat(bytes(link).body()).isEqualTo(LARGE);
    }

    @Test
    void cutsOffAFileThatIsAlwaysCutOff() throws Exception {
        behind.publish("demo", "demo-1.0.tar.gz", LARGE).on("/files/demo-1.0.tar.gz", FakeIndex.cut(LARGE, 4096));
        URI link = link(serve(options()).resolve("demo/"));

        assertThatThrownBy(() -> bytes(link)).isInstanceOf(IOException.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void givesUpOnAFileThatStops() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        behind.publish("demo", "demo-1.0.tar.gz", LARGE).on("/files/demo-1.0.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, LARGE.length);
            exchange.getResponseBody().write(LARGE, 0, 4096);
            exchange.getResponseBody().flush();
            end.await();
        });
        URI link = link(serve(options(), PlainNetwork.impatient()).resolve("demo/"));

        assertThatThrownBy(() -> bytes(link)).isInstanceOf(IOException.class);
        end.countDown();
    }

    @Test
    void noticesWhenAFileInTheCacheWasChanged() throws Exception {
        behind.publish("demo", "demo-1.0.tar.gz", LARGE);
        URI link = link(serve(options()).resolve("demo/"));
        bytes(link);
        byte[] damaged = LARGE.clone();
        damaged[LARGE.length / 2] ^= 1;
        Files.write(kept().get(0), damaged);

        assertThatThrownBy(() -> bytes(link)).isInstanceOf(IOException.class);
        assertThat(bytes(link).body()).isEqualTo(LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=0-9"})
    void fetchesAgainWhatWasChangedSinceAnEarlierRun(String range) throws Exception {
        behind.publish("demo", "demo-1.0.tar.gz", LARGE);
        bytes(link(serve(options()).resolve("demo/")));
        closeLast();
        byte[] damaged = LARGE.clone();
        damaged[5] ^= 1;
        Files.write(kept().get(0), damaged);

        URI link = link(serve(options()).resolve("demo/"));
        assertThat(
                        range.isEmpty()
                                ? bytes(link).body()
                                : bytes(link, "Range", range).body())
                .isEqualTo(range.isEmpty() ? LARGE : Arrays.copyOf(LARGE, 10));
        assertThat(bytes(link).body()).isEqualTo(LARGE);
    }

    @Test
    void givesPartsOfALargeFileWithoutFetchingAll() throws Exception {
        behind.publish("demo", "demo-1.0.tar.gz", LARGE);
        URI link = link(serve(options()).resolve("demo/"));

        assertThat(bytes(link, "Range", "bytes=-100").body())
                .isEqualTo(Arrays.copyOfRange(LARGE, LARGE.length - 100, LARGE.length));
        assertThat(bytes(link, "Range", "bytes=5-9").headers().firstValue("Content-Range"))
                .hasValue("bytes 5-9/" + LARGE.length);
        assertThat(kept()).isEmpty();
    }

    @Test
    void givesPartsOfWhatItHas() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        URI link = link(serve(options()).resolve("demo/"));
        bytes(link);

        assertThat(bytes(link, "Range", "bytes=0-3").body()).isEqualTo(new byte[] {'P', 'K', 3, 4});
        assertThat(bytes(link, "Range", "bytes=999999-").statusCode()).isEqualTo(416);
        assertThat(bytes(link, "Range", "bytes=0-1,3-4").statusCode()).isEqualTo(200);
        assertThat(behind.requests("/files/" + DEMO.filename())).hasSize(1);
    }

    @Test
    void takesTheWholeWhereAnIndexKnowsNoParts() throws Exception {
        behind.publish("demo", "demo-1.0.tar.gz", LARGE).on("/files/demo-1.0.tar.gz", exchange -> {
            exchange.sendResponseHeaders(200, LARGE.length);
            exchange.getResponseBody().write(LARGE);
        });
        URI link = link(serve(options()).resolve("demo/"));

        HttpResponse<byte[]> part = bytes(link, "Range", "bytes=1-2");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(new byte[] {LARGE[1], LARGE[2]});
    }

    @Test
    void givesAFileWhoseLengthIsNotTold() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes()).on("/files/" + DEMO.filename(), exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(DEMO.bytes());
        });

        assertThat(bytes(link(serve(options()).resolve("demo/"))).body()).isEqualTo(DEMO.bytes());
    }

    /** As HTTP 1.0 gives it, and what makes its answers while it gives them. */
    @Test
    void givesWhatArrivesOfAFileWhoseLengthItsPageAloneTells() throws Exception {
        CountDownLatch rest = new CountDownLatch(1);
        behind.on(
                        "/simple/demo/",
                        FakeIndex.json(
                                """
                                {"meta": {"api-version": "1.1"}, "name": "demo", "files": [
                                  {"filename": "demo-1.0.tar.gz", "url": "/files/x", "size": %d, "hashes": {"sha256": "%s"}}]}
                                """
                                        .formatted(LARGE.length, Sha256.hex(LARGE))))
                .on("/files/x", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(LARGE, 0, 1 << 20);
                    exchange.getResponseBody().flush();
                    rest.await();
                    exchange.getResponseBody().write(LARGE, 1 << 20, LARGE.length - (1 << 20));
                });
        URI file = link(serve(options()).resolve("demo/"));

        HttpResponse<InputStream> answer = client.send(request(file), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(LARGE.length);
            assertThat(body.readNBytes(1 << 19)).hasSize(1 << 19);
            rest.countDown();
            assertThat(body.readAllBytes()).hasSize(LARGE.length - (1 << 19));
        }
        assertThat(bytes(file).body()).isEqualTo(LARGE);
        assertThat(behind.requests("/files/x")).hasSize(1);
    }

    @Test
    void takesAnnouncedMetadataThatTheIndexHasNotOutOfTheWheel() throws Exception {
        String hash = Sha256.hex(DEMO.metadata());
        behind.publish("demo", DEMO.filename(), DEMO.bytes())
                .on(
                        "/simple/demo/",
                        FakeIndex.html("<a data-core-metadata='sha256=" + hash + "' href='/files/" + DEMO.filename()
                                + "#sha256=" + Sha256.hex(DEMO.bytes()) + "'>" + DEMO.filename() + "</a>"));
        URI index = serve(options());
        URI link = link(index.resolve("demo/"));

        HttpResponse<String> metadata = get(URI.create(link + ".metadata"));
        assertThat(metadata.statusCode()).isEqualTo(200);
        assertThat(metadata.body()).isEqualTo(DEMO.metadata());
    }

    @Test
    void refusesMetadataThatNobodyAnnounced() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        URI link = link(serve(options()).resolve("demo/"));

        assertThat(get(URI.create(link + ".metadata")).statusCode()).isEqualTo(404);
    }
}
