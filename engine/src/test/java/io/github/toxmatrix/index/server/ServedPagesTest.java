package io.github.toxmatrix.index.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.upstream.Failures;
import io.github.toxmatrix.index.upstream.Upstream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages clients get of an index behind that answers. */
class ServedPagesTest extends ServedIndexCase {

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
    void asksAgainWhenTheClockWasSetBack() throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.content(HTML, "<html></html>".getBytes(UTF_8), "Cache-Control", "max-age=600"));
        URI index = serve(options());
        get(index.resolve("demo/"));

        now = now.minusSeconds(86_400);

        assertThat(get(index.resolve("demo/")).headers().firstValue("Cache-Control"))
                .as("no longer than the index says")
                .hasValue("max-age=600");
        assertThat(behind.requests()).hasSize(2);
    }

    @Test
    void asksOnceInAMomentWhereAnIndexTellsNothingOfHowLongAPageIsGood() throws Exception {
        behind.on("/simple/demo/", FakeIndex.content(HTML, "<html></html>".getBytes(UTF_8)));
        URI index = serve(options());

        get(index.resolve("demo/"));
        now = now.plusSeconds(9);
        assertThat(get(index.resolve("demo/")).headers().firstValue("Cache-Control"))
                .hasValue("max-age=1");
        assertThat(behind.requests()).hasSize(1);

        now = now.plusSeconds(1);
        get(index.resolve("demo/"));
        assertThat(behind.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"Cache-Control, no-cache", "Cache-Control, private", "Expires, 0", "Pragma, no-cache"})
    void asksEachTimeWhereAnIndexWantsItSo(String header, String value) throws Exception {
        behind.on("/simple/demo/", FakeIndex.content(HTML, "<html></html>".getBytes(UTF_8), header, value));
        URI index = serve(options());

        get(index.resolve("demo/"));
        get(index.resolve("demo/"));

        assertThat(behind.requests()).hasSize(2);
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
                .publish("untold", DEMO.filename(), DEMO.bytes())
                .on("/1", FakeIndex.content("application/octet-stream", new byte[] {1}));
        PackageIndex index = open(behind.upstream(), options(), PlainNetwork.patient());
        URI now = index.url(behind.upstream()).orElseThrow();
        URI then = index.asOf(Instant.parse("2023-06-01T00:00:00Z"))
                .url(behind.upstream())
                .orElseThrow();
        Warnings warnings = Warnings.of(Failures.class);
        opened.add(warnings);

        assertThat(get(now.resolve("demo/")).body()).contains("demo-1.tar.gz", "demo-2", "demo-3");
        assertThat(get(then.resolve("demo/")).body()).contains("demo-1.tar.gz").doesNotContain("demo-2", "demo-3");
        assertThat(bytes(link(then.resolve("demo/"))).body()).containsExactly(1);
        HttpResponse<String> untold = get(then.resolve("untold/"));
        assertThat(untold.body()).contains("does not tell when").contains("2023-06-01T00:00:00Z");
        assertThat(untold.statusCode()).as("nobody tries it again").isEqualTo(409);
        assertThat(warnings.text()).contains("does not tell when");
    }

    @Test
    void hasOnePlaceForEachTimeWhoeverAsks() throws Exception {
        PackageIndex index = open(behind.upstream(), options(), PlainNetwork.patient());
        URI now = index.url(behind.upstream()).orElseThrow();
        URI then = index.asOf(Instant.parse("2023-06-01T00:00:00Z"))
                .url(behind.upstream())
                .orElseThrow();
        closeLast();
        PackageIndex next = open(behind.upstream(), options(), PlainNetwork.patient());

        assertThat(then).isNotEqualTo(now);
        assertThat(next.asOf(Instant.parse("2023-06-01T00:00:00Z")).url(behind.upstream()))
                .contains(then);
        assertThat(next.asOf(Instant.parse("2023-06-02T00:00:00Z")).url(behind.upstream()))
                .isPresent()
                .isNotEqualTo(Optional.of(then));
        assertThat(get(URI.create(then.toString().replace("as-of-2023-06-01", "as-of-2023-06-41")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void servesAPageOfLinks() throws Exception {
        behind.publish("any", DEMO.filename(), DEMO.bytes())
                .on("/links.html", FakeIndex.html("<a href='files/" + DEMO.filename() + "'>it</a>"));
        Upstream upstream = Upstream.parse(behind.url("/links.html").toString(), Upstream.Kind.FLAT)
                .orElseThrow();
        PackageIndex index = open(upstream, options(), PlainNetwork.patient());

        assertThat(bytes(link(index.url(upstream).orElseThrow())).body()).isEqualTo(DEMO.bytes());
        URI then = index.asOf(Instant.EPOCH).url(upstream).orElseThrow();
        assertThat(bytes(link(then)).body())
                .as("nobody tells when a link was made")
                .isEqualTo(DEMO.bytes());
    }
}
