package io.github.toxmatrix.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.cache.CacheFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients get, whatever the index behind does. */
@Timeout(30)
class PackageIndexTest {

    private static final String HTML = "text/html";
    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final Wheel DEMO = new Wheel("demo", "1.0", "other>=2");
    private static final byte[] LARGE = large();

    @TempDir
    Path cache;

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeIndex behind = FakeIndex.start();
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(behind));
    private Instant now = Instant.parse("2024-05-01T12:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private static byte[] large() {
        byte[] content = new byte[6 << 20];
        new java.util.Random(1).nextBytes(content);
        return content;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int index = opened.size() - 1; index >= 0; index--) {
            opened.get(index).close();
        }
    }

    @Test
    void givesPagesInBothFormatsWithRelativeLinks() throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.json(
                        """
                {"meta": {"api-version": "1.1"}, "name": "demo", "versions": ["1.0"], "files": [{
                  "filename": "demo-1.0-py3-none-any.whl", "url": "../../files/demo-1.0-py3-none-any.whl",
                  "hashes": {"sha256": "%s"}, "requires-python": ">=3.6", "yanked": "broken & old", "size": 12,
                  "upload-time": "2024-01-02T03:04:05.678Z", "core-metadata": {"sha256": "%s"}, "new-key": [{}]}]}
                """
                                .formatted("a".repeat(64), "b".repeat(64))));
        URI index = serve(options());

        assertThat(get(index.resolve("demo/"), "Accept", JSON).body())
                .matches(
                        "\\{\"meta\":\\{\"api-version\":\"1.1\"},\"name\":\"demo\",\"versions\":\\[\"1.0\"],\"files\":\\[\\{"
                                + "\"filename\":\"demo-1.0-py3-none-any.whl\",\"url\":\"[0-9a-f]{24}/demo-1.0-py3-none-any.whl\","
                                + "\"hashes\":\\{\"sha256\":\"a{64}\"},\"requires-python\":\">=3.6\",\"yanked\":\"broken & old\","
                                + "\"core-metadata\":\\{\"sha256\":\"b{64}\"},\"dist-info-metadata\":\\{\"sha256\":\"b{64}\"},"
                                + "\"size\":12,\"upload-time\":\"2024-01-02T03:04:05.678Z\"}]}");
        assertThat(get(index.resolve("demo/")).body())
                .contains("#sha256=" + "a".repeat(64) + "\"")
                .contains("data-requires-python=\"&gt;=3.6\"")
                .contains("data-yanked=\"broken &amp; old\"")
                .contains("data-core-metadata=\"sha256=" + "b".repeat(64) + "\"");
        assertThat(get(index.resolve("demo/"), "Accept", "image/png").statusCode())
                .isEqualTo(406);
    }

    @Test
    void asksOnceForAPageThatIsFresh() throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.content(HTML, "<html></html>".getBytes(UTF_8), "Cache-Control", "max-age=600"));
        URI index = serve(options());

        assertThat(get(index.resolve("demo/")).headers().firstValue("Cache-Control"))
                .hasValue("max-age=600");
        now = now.plusSeconds(100);
        assertThat(get(index.resolve("demo/")).headers().firstValue("Cache-Control"))
                .hasValue("max-age=500");

        assertThat(behind.requests()).hasSize(1);
    }

    @Test
    void asksWhetherAnOldPageIsStillSo() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        URI index = serve(options());

        String tag = get(index.resolve("demo/")).headers().firstValue("ETag").orElseThrow();
        assertThat(get(index.resolve("demo/"), "If-None-Match", tag).statusCode())
                .isEqualTo(304);

        assertThat(behind.requests("/simple/demo/")).hasSize(2);
        assertThat(behind.requests("/simple/demo/").get(1).header("If-None-Match"))
                .isNotEmpty();
    }

    @Test
    void asksAgainForAFreshPageWhenTheClientWantsIt() throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.content(HTML, "<html></html>".getBytes(UTF_8), "Cache-Control", "max-age=600"));
        URI index = serve(options());

        get(index.resolve("demo/"));
        get(index.resolve("demo/"), "Cache-Control", "max-age=0");

        assertThat(behind.requests()).hasSize(2);
    }

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

    @Test
    void givesPartsOfALargeFileWithoutFetchingAll() throws Exception {
        behind.publish("demo", "demo-1.0.tar.gz", LARGE);
        URI link = link(serve(options()).resolve("demo/"));

        assertThat(bytes(link, "Range", "bytes=-100").body())
                .isEqualTo(java.util.Arrays.copyOfRange(LARGE, LARGE.length - 100, LARGE.length));
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

    @Test
    void takesAnnouncedMetadataThatTheIndexHasNotOutOfTheWheel() throws Exception {
        String hash = Hashing.hex(DEMO.metadata());
        behind.publish("demo", DEMO.filename(), DEMO.bytes())
                .on(
                        "/simple/demo/",
                        FakeIndex.html("<a data-core-metadata='sha256=" + hash + "' href='/files/" + DEMO.filename()
                                + "#sha256=" + Hashing.hex(DEMO.bytes()) + "'>" + DEMO.filename() + "</a>"));
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

    @Test
    void usesOldPagesWhenTheIndexFails() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        URI index = serve(options());
        String before = get(index.resolve("demo/")).body();

        behind.on("/simple/demo/", FakeIndex.status(500));
        HttpResponse<String> after = get(index.resolve("demo/"));

        assertThat(after.body()).isEqualTo(before);
        assertThat(after.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void givesWhatItHasWhenTheIndexIsGone() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        URI index = serve(options());
        bytes(link(index.resolve("demo/")));
        get(index.resolve("none/"));

        behind.close();

        assertThat(bytes(link(index.resolve("demo/"))).body()).isEqualTo(DEMO.bytes());
        assertThat(get(index.resolve("none/")).statusCode()).isEqualTo(404);
        HttpResponse<String> never = get(index.resolve("never-seen/"));
        assertThat(never.statusCode()).isEqualTo(502);
        assertThat(never.body())
                .contains("cannot be reached")
                .contains(behind.upstream().url().toString());
    }

    @Test
    void leavesAnIndexAloneThatDidNotAnswer() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        URI index = serve(options(), PlainNetwork.impatient());
        get(index.resolve("demo/"));
        behind.on("/simple/demo/", exchange -> end.await());

        IntStream.range(0, 5).forEach(each -> assertThat(getUnchecked(index.resolve("demo/")))
                .isEqualTo(200));
        end.countDown();

        assertThat(behind.requests("/simple/demo/")).hasSize(2);
    }

    @Test
    void asksNobodyOffline() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        bytes(link(serve(options()).resolve("demo/")));
        closeLast();
        int before = behind.requests().size();
        URI index = serve(
                new IndexOptions(new CacheFolder(cache), 1 << 30, IndexOptions.loopback(), 0, true, Optional.empty()));

        assertThat(bytes(link(index.resolve("demo/"))).body()).isEqualTo(DEMO.bytes());
        assertThat(get(index.resolve("never-seen/")).statusCode()).isEqualTo(504);
        assertThat(behind.requests()).hasSize(before);
    }

    @Test
    void explainsPagesThatAreNone() throws Exception {
        behind.on("/simple/cut/", FakeIndex.json("{\"files\": [{\"filename\": \"x-1.tar.gz\""))
                .on("/simple/text/", FakeIndex.content("text/plain", "hello".getBytes(UTF_8)))
                .on("/simple/newer/", FakeIndex.json("{\"meta\": {\"api-version\": \"2.0\"}, \"files\": []}"))
                .on("/simple/huge/", FakeIndex.content(HTML, new byte[(64 << 20) + 1]));
        URI index = serve(options());

        for (String project : List.of("cut", "text", "newer", "huge")) {
            HttpResponse<String> answer = get(index.resolve(project + "/"));
            assertThat(answer.statusCode()).as(project).isEqualTo(502);
            assertThat(answer.body()).contains(behind.upstream().url().toString());
        }
    }

    @Test
    void passesARefusalOn() throws Exception {
        behind.on("/simple/demo/", FakeIndex.status(403));

        assertThat(get(serve(options()).resolve("demo/")).statusCode()).isEqualTo(403);
    }

    @Test
    void sendsCredentialsToTheirHostAlone() throws Exception {
        FakeIndex elsewhere = FakeIndex.start().publish("demo", DEMO.filename(), DEMO.bytes());
        opened.add(elsewhere);
        behind.on("/simple/demo/", exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", elsewhere.url("/simple/demo/").toString());
            exchange.sendResponseHeaders(302, -1);
        });
        Upstream upstream = Upstream.parse(
                        "http://me:s%3Acret@127.0.0.1:" + behind.port() + "/simple", Upstream.Kind.SIMPLE)
                .orElseThrow();
        PackageIndex index = open(upstream, options(), PlainNetwork.patient());

        bytes(link(index.url(upstream).orElseThrow().resolve("demo/")));

        assertThat(behind.requests("/simple/demo/").get(0).header("Authorization"))
                .isEqualTo(new Credentials("me", "s:cret").authorization());
        assertThat(elsewhere.requests()).hasSize(2).allMatch(request -> request.header("Authorization")
                .isEmpty());
        assertThat(upstream.toString()).doesNotContain("cret");
    }

    @Test
    void givesNothingButWhatPagesName() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes())
                .on("/simple/secret.txt", FakeIndex.content("text/plain", "secret".getBytes(UTF_8)));
        URI index = serve(options());
        String link = link(index.resolve("demo/")).toString();
        String key = link.replaceFirst(".*/([0-9a-f]{24})/.*", "$1");

        HttpResponse<String> itself = get(index);
        assertThat(itself.statusCode()).isEqualTo(204);
        assertThat(itself.body()).isEmpty();
        for (String path : List.of(
                "demo/" + key + "/other.whl",
                "demo/" + "0".repeat(24) + "/" + DEMO.filename(),
                "demo/" + key + "/..%2F..%2Fsecret.txt",
                "..%2Fsecret.txt/",
                "%2e%2e/secret.txt",
                "demo/" + key + "/" + DEMO.filename() + "/",
                "-/")) {
            assertThat(get(URI.create(index + path)).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(get(URI.create(
                                index.toString().replaceFirst("/[0-9a-f]{48}/", "/" + "0".repeat(48) + "/") + "demo/"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(client.send(
                                HttpRequest.newBuilder(index.resolve("demo/"))
                                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    @Test
    void showsPagesAsOfATime() throws Exception {
        behind.on(
                        "/simple/demo/",
                        FakeIndex.json(
                                """
                        {"meta": {"api-version": "1.1"}, "name": "demo", "versions": ["1", "2"], "files": [
                          {"filename": "demo-1.tar.gz", "url": "/1", "hashes": {}, "size": 1, "upload-time": "2023-01-01T00:00:00Z"},
                          {"filename": "demo-2.tar.gz", "url": "/2", "hashes": {}, "size": 1, "upload-time": "2024-01-01T00:00:00Z"},
                          {"filename": "demo-3.tar.gz", "url": "/3", "hashes": {}, "size": 1}]}
                        """))
                .publish("untold", DEMO.filename(), DEMO.bytes());
        URI index = serve(new IndexOptions(
                new CacheFolder(cache),
                1 << 30,
                IndexOptions.loopback(),
                0,
                false,
                Optional.of(Instant.parse("2023-06-01T00:00:00Z"))));

        assertThat(get(index.resolve("demo/")).body()).contains("demo-1.tar.gz").doesNotContain("demo-2", "demo-3");
        assertThat(get(index.resolve("untold/")).body()).contains("does not tell when");
    }

    @Test
    void servesAPageOfLinks() throws Exception {
        behind.publish("any", DEMO.filename(), DEMO.bytes())
                .on("/links.html", FakeIndex.html("<a href='files/" + DEMO.filename() + "'>it</a>"));
        Upstream upstream = Upstream.parse(behind.url("/links.html").toString(), Upstream.Kind.FLAT)
                .orElseThrow();
        PackageIndex index = open(upstream, options(), PlainNetwork.patient());

        assertThat(bytes(link(index.url(upstream).orElseThrow())).body()).isEqualTo(DEMO.bytes());
    }

    @Test
    void hasTheSamePlaceInTheNextRun() throws Exception {
        URI first = serve(options());
        closeLast();

        assertThat(serve(options())).isEqualTo(first);
    }

    @Test
    void usesTheServerThatIsThereAndTakesOver() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        PackageIndex first = open(behind.upstream(), options(), PlainNetwork.patient());
        PackageIndex second = open(behind.upstream(), options(), PlainNetwork.patient());
        URI place = second.url(behind.upstream()).orElseThrow();

        assertThat(place).isEqualTo(first.url(behind.upstream()).orElseThrow());
        assertThat(second.isServing()).isFalse();
        first.close();

        while (!second.isServing()) {
            Thread.sleep(10);
        }
        assertThat(get(place.resolve("demo/")).statusCode()).isEqualTo(200);
    }

    @Test
    void servesItsOwnToOtherCredentials() throws Exception {
        Upstream mine =
                new Upstream(behind.upstream().url(), Upstream.Kind.SIMPLE, Optional.of(new Credentials("me", "old")));
        Upstream renewed = new Upstream(mine.url(), mine.kind(), Optional.of(new Credentials("me", "new")));
        PackageIndex first = open(mine, options(), PlainNetwork.patient());
        PackageIndex second = open(renewed, options(), PlainNetwork.patient());

        assertThat(second.isServing()).isTrue();
        assertThat(second.url(renewed)).isNotEqualTo(first.url(mine));
    }

    @Test
    void removesWhatWasOfNoUseForTheLongestTime() throws Exception {
        URI index = serve(
                new IndexOptions(new CacheFolder(cache), 10_000, IndexOptions.loopback(), 0, false, Optional.empty()));
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

    private IndexOptions options() {
        return new IndexOptions(new CacheFolder(cache), 1 << 30, IndexOptions.loopback(), 0, false, Optional.empty());
    }

    private URI serve(IndexOptions options) throws IOException {
        return serve(options, PlainNetwork.patient());
    }

    private URI serve(IndexOptions options, Network network) throws IOException {
        return open(behind.upstream(), options, network).url(behind.upstream()).orElseThrow();
    }

    private PackageIndex open(Upstream upstream, IndexOptions options, Network network) throws IOException {
        PackageIndex index = PackageIndex.open(List.of(upstream), network, options, clock);
        opened.add(index);
        return index;
    }

    private void closeLast() throws Exception {
        opened.remove(opened.size() - 1).close();
    }

    private HttpResponse<String> get(URI url, String... headers) throws IOException, InterruptedException {
        return client.send(request(url, headers), HttpResponse.BodyHandlers.ofString());
    }

    private int getUnchecked(URI url) {
        try {
            return get(url).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private HttpResponse<byte[]> bytes(URI url, String... headers) throws IOException, InterruptedException {
        return client.send(request(url, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    private CompletableFuture<HttpResponse<byte[]>> bytesLater(URI url) {
        return client.sendAsync(request(url), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpRequest request(URI url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return request.build();
    }

    /** The first link on a page. */
    private URI link(URI page) throws IOException, InterruptedException {
        Matcher matcher = Pattern.compile("href=\"([^\"#]+)").matcher(get(page).body());
        assertThat(matcher.find()).isTrue();
        return page.resolve(matcher.group(1));
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(cache.resolve("index/files"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
