package io.github.toxmatrix.index.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Neither clients nor indexes get what is not meant for them. */
class HostileIndexTest extends ServedIndexCase {

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

    /** Pages may name files anywhere, as they do on public indexes; what is for the index is not for those hosts. */
    @Test
    void fetchesFilesOfOtherHostsWithoutCredentials() throws Exception {
        FakeIndex elsewhere = FakeIndex.start().publish("demo", DEMO.filename(), DEMO.bytes());
        opened.add(elsewhere);
        behind.on(
                "/simple/demo/",
                FakeIndex.html("<a href='" + elsewhere.url("/files/" + DEMO.filename()) + "#sha256="
                        + Sha256.hex(DEMO.bytes()) + "'>it</a>"));
        Upstream upstream = withPassword("s3cret");
        URI index =
                open(upstream, options(), PlainNetwork.patient()).url(upstream).orElseThrow();

        assertThat(bytes(link(index.resolve("demo/"))).body()).isEqualTo(DEMO.bytes());

        assertThat(elsewhere.requests()).singleElement().satisfies(request -> assertThat(
                        request.headers().toString())
                .doesNotContainIgnoringCase("authorization"));
    }

    @Test
    void sendsNoCredentialsToAnotherPortOfTheSameHostNorWhatARedirectionInvents() throws Exception {
        FakeIndex elsewhere = FakeIndex.start().publish("demo", DEMO.filename(), DEMO.bytes());
        opened.add(elsewhere);
        behind.publish("demo", DEMO.filename(), DEMO.bytes()).on("/files/" + DEMO.filename(), exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", elsewhere.url("/files/" + DEMO.filename()).toString());
            exchange.sendResponseHeaders(307, -1);
        });
        Upstream upstream = withPassword("s3cret");
        URI index =
                open(upstream, options(), PlainNetwork.patient()).url(upstream).orElseThrow();

        assertThat(bytes(link(index.resolve("demo/"))).body()).isEqualTo(DEMO.bytes());

        assertThat(elsewhere.requests())
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../outside.whl",
                "..\\\\outside.whl",
                "/outside.whl",
                "C:outside.whl",
                "a\\u0000.whl",
                "a\\nb.whl",
                ".hidden.whl",
                ".."
            })
    void doesNotShowAFileWhoseNameLeadsElsewhere(String name) throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.json(
                        """
                        {"meta": {"api-version": "1.0"}, "name": "demo", "files": [
                          {"filename": "%s", "url": "/files/outside.whl", "hashes": {"sha256": "%s"}},
                          {"filename": "demo-1.0.tar.gz", "url": "/files/x", "hashes": {}}]}
                        """
                                .formatted(name, "a".repeat(64))));

        assertThat(get(serve(options()).resolve("demo/")).body())
                .contains("demo-1.0.tar.gz")
                .doesNotContain("outside.whl", "hidden", "a%00", "a%0A", "\"..\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "f&#105;le:///etc/passwd",
                "javascript&#58;alert(1)//x.whl",
                "ftp://127.0.0.1/x.whl",
                "jar:file:/tmp/x.jar!/x.whl",
                "//[::bad/x.whl",
                "http:///x.whl",
                "http://%zz/x.whl"
            })
    void doesNotShowALinkThatIsNoneOfHttp(String link) throws Exception {
        behind.on("/simple/demo/", FakeIndex.html("<a href=\"" + link + "\">passwd</a>"));

        HttpResponse<String> page = get(serve(options()).resolve("demo/"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("<a ");
    }

    @Test
    void writesEntitiesOfAPageAsTheTextThatTheyAre() throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.html("<a href=\"/f/demo-1.0.tar.gz\" data-yanked=\"&quot;&gt;&lt;script src=//evil.test&gt;\""
                        + " data-requires-python=\"&amp;lt;3\">&lt;/a&gt;&lt;script&gt;</a>"));
        URI index = serve(options());

        assertThat(get(index.resolve("demo/")).body())
                .doesNotContain("<script")
                .contains("data-yanked=\"&quot;&gt;&lt;script src=//evil.test&gt;\"")
                .contains("data-requires-python=\"&amp;lt;3\"");
        assertThat(get(index.resolve("demo/"), "Accept", JSON).body())
                .contains("\"yanked\":\"\\\"><script src=//evil.test>\"");
    }

    @Test
    void servesNamesThatAreNotAscii() throws Exception {
        String name = "d\u00e9m\u00f6-1.0 \u6e2c\u8a66%25+x.tar.gz";
        behind.on(
                        "/simple/demo/",
                        FakeIndex.json(
                                """
                                {"meta": {"api-version": "1.0"}, "name": "demo", "files": [
                                  {"filename": "%s", "url": "/files/x", "hashes": {"sha256": "%s"}}]}
                                """
                                        .formatted(name, Sha256.hex(LARGE))))
                .on("/files/x", FakeIndex.content("application/octet-stream", LARGE));

        assertThat(bytes(link(serve(options()).resolve("demo/"))).body()).isEqualTo(LARGE);
    }

    /** What is too long to be of use is left out; the page itself is there when the index is not. */
    @ParameterizedTest
    @ValueSource(strings = {"Last-Modified", "ETag", "Content-Type", "X-Other"})
    void keepsAPageWithAHeaderThatIsLong(String header) throws Exception {
        behind.on("/simple/demo/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", HTML);
            exchange.getResponseHeaders()
                    .set(
                            header,
                            header.equals("Content-Type") ? HTML + "; x=" + "x".repeat(70_000) : "x".repeat(70_000));
            byte[] page = "<html><a href='/f/demo-1.0.tar.gz'>it</a></html>".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
        URI index = serve(options());
        assertThat(get(index.resolve("demo/")).body()).contains("demo-1.0.tar.gz");

        now = now.plusSeconds(60);
        assertThat(get(index.resolve("demo/")).statusCode()).isEqualTo(200);
        assertThat(behind.requests("/simple/demo/").get(1).headers().toString()).doesNotContain("xxx");
        behind.close();
        assertThat(get(index.resolve("demo/")).body()).contains("demo-1.0.tar.gz");
    }

    @Test
    void survivesAClientWithHugeHeaders() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        URI index = serve(options());

        try {
            get(index.resolve("demo/"), "X-Large", "x".repeat(4 << 20));
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }

        assertThat(get(index.resolve("demo/")).statusCode()).isEqualTo(200);
    }

    @Test
    void neitherLogsNorKeepsAPassword() throws Exception {
        String password = "s3cret-Passw0rd";
        String encoded = new Credentials("me", password).authorization().substring("Basic ".length());
        behind.publish("demo", DEMO.filename(), DEMO.bytes())
                .publish("wrong", "wrong-1.0.tar.gz", LARGE)
                .on("/files/wrong-1.0.tar.gz", FakeIndex.content(HTML, DEMO.bytes()))
                .on("/simple/fails/", FakeIndex.status(500))
                .on("/simple/denies/", FakeIndex.status(401));
        Upstream upstream = withPassword(password);
        String logged;
        String answered = "";
        try (Warnings warnings = Warnings.ofAll()) {
            PackageIndex server = open(upstream, options(), PlainNetwork.patient());
            URI index = server.url(upstream).orElseThrow();
            bytes(link(index.resolve("demo/")));
            URI wrong = link(index.resolve("wrong/"));
            assertThatThrownBy(() -> bytes(wrong)).isInstanceOf(IOException.class);
            answered += get(index.resolve("fails/")).body();
            answered += get(index.resolve("denies/")).body();
            behind.close();
            answered += get(index.resolve("never/")).body();
            answered += get(index.resolve("demo/")).body();
            logged = warnings.text();
        }

        assertThat(behind.requests("/simple/demo/").get(0).header("Authorization"))
                .contains(encoded);
        assertThat(logged).contains("wrong-1.0.tar.gz");
        assertThat(List.of(logged, answered)).noneMatch(text -> text.contains(password) || text.contains(encoded));
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain(password, encoded));
        }
    }

    private Upstream withPassword(String password) {
        return Upstream.parse("http://me:" + password + "@127.0.0.1:" + behind.port() + "/simple", Upstream.Kind.SIMPLE)
                .orElseThrow();
    }
}
