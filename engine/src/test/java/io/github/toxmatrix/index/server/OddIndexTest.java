package io.github.toxmatrix.index.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.net.httpserver.HttpServer;
import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes that are as few are, and caches to which something happens. */
class OddIndexTest extends ServedIndexCase {

    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] page(String filename) {
        return "<html><a href='/files/%s'>it</a></html>".formatted(filename).getBytes(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"gzip, false", "x-gzip, false", "GZIP, true", "identity, true"})
    void readsPagesHoweverTheyArrive(String encoding, boolean chunked) throws Exception {
        byte[] page = encoding.equals("identity") ? page(DEMO.filename()) : gzip(page(DEMO.filename()));
        behind.on("/simple/demo/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", HTML);
            exchange.getResponseHeaders().set("Content-Encoding", encoding);
            exchange.sendResponseHeaders(200, chunked ? 0 : page.length);
            exchange.getResponseBody().write(page);
        });

        assertThat(get(serve(options()).resolve("demo/")).body()).contains(DEMO.filename());
    }

    /** Nobody has asked for it so. */
    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "gzip"})
    void aPageThatCannotBeReadIsAnErrorThatNamesIt(String encoding) throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.content(
                        "application/vnd.pypi.simple.v1+json",
                        new byte[] {0x1b, 0x2f, 0, -8, 0x25, 1, 2},
                        "Content-Encoding",
                        encoding));

        HttpResponse<String> answer = get(serve(options()).resolve("demo/"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains(behind.upstream().url().toString(), "demo");
    }

    @Test
    void whatItGivesWithEmptyWordsInPlaceOfAReasonIsNotYanked() throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.json(
                        """
                        {"meta": {"api-version": "1.0"}, "name": "demo", "files": [
                          {"filename": "demo-1.tar.gz", "url": "/1", "hashes": {}, "yanked": ""},
                          {"filename": "demo-2.tar.gz", "url": "/2", "hashes": {}, "yanked": true}]}
                        """));

        assertThat(get(serve(options()).resolve("demo/"), "Accept", JSON).body())
                .containsOnlyOnce("yanked")
                .contains("\"url\":", "demo-2.tar.gz\",\"hashes\":{},\"yanked\":true");
    }

    /** Whoever keeps it without a hash that can be checked has to ask whether it is still so. */
    @ParameterizedTest
    @CsvSource({"blake2b_256, no-cache", "md5, immutable", "sha256, immutable"})
    void aFileIsKeptForEverWhereItsHashCanBeChecked(String algorithm, String kept) throws Exception {
        String digits = algorithm.equals("md5")
                ? java.util.HexFormat.of()
                        .formatHex(
                                java.security.MessageDigest.getInstance("MD5").digest(DEMO.bytes()))
                : Sha256.hex(DEMO.bytes());
        behind.on(
                        "/simple/demo/",
                        FakeIndex.json(
                                """
                                {"meta": {"api-version": "1.0"}, "name": "demo", "files": [
                                  {"filename": "%s", "url": "/files/x", "hashes": {"%s": "%s"}}]}
                                """
                                        .formatted(DEMO.filename(), algorithm, digits)))
                .on("/files/x", FakeIndex.content("application/zip", DEMO.bytes()));
        URI index = serve(options());

        HttpResponse<byte[]> file = bytes(link(index.resolve("demo/")));

        assertThat(file.body()).isEqualTo(DEMO.bytes());
        assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains(kept);
        assertThat(get(index.resolve("demo/"), "Accept", JSON).body()).contains("\"" + algorithm + "\":\"" + digits);
    }

    @Test
    void namesThatAreEscapedOnAPageAreTheSameFiles() throws Exception {
        Wheel local = new Wheel("demo", "1.0+local.1");
        String escaped = local.filename().replace("+", "%2B").replace("demo", "%64emo");
        behind.on(
                        "/simple/demo/",
                        FakeIndex.html(
                                "<a href='/files/" + escaped + "#sha256=" + Sha256.hex(local.bytes()) + "'>it</a>"))
                .on("/files/" + escaped, FakeIndex.content("application/zip", local.bytes()));
        URI index = serve(options());

        assertThat(get(index.resolve("demo/")).body()).contains(">" + local.filename() + "<");
        assertThat(bytes(link(index.resolve("demo/"))).body()).isEqualTo(local.bytes());
        assertThat(get(URI.create(index + "DeMo/")).statusCode()).isEqualTo(200);
    }

    @Test
    void twoIndexesHaveTwoFilesOfOneName() throws Exception {
        FakeIndex other = FakeIndex.start();
        opened.add(other);
        byte[] another = new Wheel("demo", "1.0", "more").bytes();
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        other.publish("demo", DEMO.filename(), another);
        PackageIndex index =
                PackageIndex.open(List.of(behind.upstream(), other.upstream()), PlainNetwork.patient(), options());
        opened.add(index);

        for (int times = 0; times < 2; times++) {
            assertThat(bytes(link(index.url(behind.upstream()).orElseThrow().resolve("demo/")))
                            .body())
                    .isEqualTo(DEMO.bytes());
            assertThat(bytes(link(index.url(other.upstream()).orElseThrow().resolve("demo/")))
                            .body())
                    .isEqualTo(another);
        }
    }

    @Test
    void oneThatSaysNowThisAndNowThatIsTakenAtItsWord() throws Exception {
        AtomicInteger times = new AtomicInteger();
        FakeIndex.Answer page = FakeIndex.html("<a href='/files/demo-1.tar.gz'>it</a>");
        FakeIndex.Answer json = FakeIndex.json("{\"files\": [{\"filename\": \"demo-2.tar.gz\", \"url\": \"/2\"}]}");
        behind.on("/simple/demo/", exchange -> {
            switch (times.getAndIncrement() % 4) {
                case 0 -> page.give(exchange);
                case 1 -> json.give(exchange);
                case 2 -> exchange.sendResponseHeaders(404, -1);
                default -> exchange.sendResponseHeaders(304, -1);
            }
        });
        URI demo = serve(options()).resolve("demo/");

        for (int round = 0; round < 2; round++) {
            assertThat(get(demo).body()).contains("demo-1.tar.gz");
            assertThat(get(demo).body()).contains("demo-2.tar.gz");
            assertThat(get(demo).statusCode()).isEqualTo(404);
            now = now.plusSeconds(60);
            assertThat(get(demo).statusCode()).as("it is still so").isEqualTo(404);
            now = now.plusSeconds(60);
        }
    }

    @Test
    void givesAPageOfTenThousandFilesAndEachOfThem() throws Exception {
        String links = IntStream.range(0, 10_000)
                .mapToObj(each ->
                        "<a href='/files/demo-" + each + ".tar.gz#sha256=" + Sha256.hex("" + each) + "'>it</a>\n")
                .collect(Collectors.joining());
        behind.on("/simple/demo/", FakeIndex.html(links))
                .on("/files/demo-9999.tar.gz", FakeIndex.content("application/gzip", "9999".getBytes(UTF_8)));
        URI demo = serve(options()).resolve("demo/");

        String page = get(demo).body();

        assertThat(page.lines().filter(line -> line.startsWith("<a "))).hasSize(10_000);
        String last = page.replaceFirst("(?s).*href=\"([0-9a-f]{24}/demo-9999.tar.gz)#.*", "$1");
        assertThat(bytes(demo.resolve(last)).body()).isEqualTo("9999".getBytes(UTF_8));
    }

    @Test
    void asksAnIndexByAnAddressOfIpv6() throws Exception {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_6), 0), 0);
        } catch (IOException none) {
            abort("This machine has no ::1.");
            return;
        }
        opened.add(() -> server.stop(0));
        server.createContext("/simple/demo/", exchange -> {
            byte[] page = page(DEMO.filename());
            exchange.getResponseHeaders().set("Content-Type", HTML);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
        server.start();
        Upstream upstream = Upstream.parse(
                        "http://[::1]:" + server.getAddress().getPort() + "/simple", Upstream.Kind.SIMPLE)
                .orElseThrow();

        assertThat(get(open(upstream, options(), PlainNetwork.patient())
                                .url(upstream)
                                .orElseThrow()
                                .resolve("demo/"))
                        .body())
                .contains(DEMO.filename());
    }

    /** What happens to the cache while it is used. */
    enum Mishap {
        IS_REMOVED {
            @Override
            void happen(Path index) throws IOException {
                try (Stream<Path> all = Files.walk(index)) {
                    for (Path each :
                            all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
        },
        HAS_A_FILE_FOR_A_FOLDER {
            @Override
            void happen(Path index) throws IOException {
                Files.delete(index.resolve("unfinished"));
                Files.writeString(index.resolve("unfinished"), "");
            }
        },
        IS_READ_ONLY {
            @Override
            void happen(Path index) throws IOException {
                assumeFalse("root".equals(System.getProperty("user.name")), "root may write everything");
                for (String each : List.of("unfinished", "files", "pages")) {
                    Files.setPosixFilePermissions(index.resolve(each), PosixFilePermissions.fromString("r-x------"));
                }
            }
        };

        abstract void happen(Path index) throws IOException;
    }

    /** It is a cache: without it all is there, once it can be used again it is. */
    @ParameterizedTest
    @EnumSource
    void servesWhateverHappensToTheCache(Mishap mishap) throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes())
                .on(
                        "/simple/other/",
                        FakeIndex.html("<a data-core-metadata='true' href='/files/other.whl#sha256="
                                + Sha256.hex(DEMO.bytes()) + "'>other-1.0-py3-none-any.whl</a>"))
                .on("/files/other.whl", FakeIndex.content("application/zip", DEMO.bytes()));
        URI index = serve(options());
        get(index.resolve("demo/"));

        mishap.happen(cache.resolve("index"));

        assertThat(bytes(link(index.resolve("demo/"))).body()).isEqualTo(DEMO.bytes());
        URI wheel = link(index.resolve("other/"));
        assertThat(get(URI.create(wheel + ".metadata")).body())
                .as("out of a wheel that nobody may have kept")
                .isEqualTo(DEMO.metadata());
        if (mishap == Mishap.IS_REMOVED) {
            assertThat(kept()).as("what comes later is kept again").hasSize(2);
        }
    }
}
