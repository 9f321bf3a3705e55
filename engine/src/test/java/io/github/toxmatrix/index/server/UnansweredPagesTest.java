package io.github.toxmatrix.index.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.index.FakeIndex;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What pages clients get where the index behind fails, refuses, or is not to be asked. */
class UnansweredPagesTest extends ServedIndexCase {

    @Test
    void leavesAnIndexAloneForNoLongerWhenTheClockWasSetBack() throws Exception {
        behind.on("/simple/demo/", FakeIndex.html("one"));
        URI index = serve(options());
        get(index.resolve("demo/"));
        behind.on("/simple/demo/", exchange -> exchange.close());
        get(index.resolve("demo/"));
        behind.on("/simple/demo/", FakeIndex.html("<a href='/f/demo-2.tar.gz'>two</a>"));
        assertThat(get(index.resolve("demo/")).body()).doesNotContain("demo-2");

        now = now.minusSeconds(60);

        assertThat(get(index.resolve("demo/")).body()).contains("demo-2");
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
    void tellsInstallersNotToTryAgainWhenAnIndexHasFailedForLong() throws Exception {
        behind.on("/simple/demo/", FakeIndex.status(503));
        URI index = serve(options());

        assertThat(get(index.resolve("demo/")).statusCode()).isEqualTo(502);
        now = now.plusSeconds(4);
        assertThat(get(index.resolve("demo/")).statusCode()).isEqualTo(502);
        now = now.plusSeconds(1);
        assertThat(get(index.resolve("demo/")).statusCode()).isEqualTo(424);
        assertThat(get(index.resolve("never-seen/")).statusCode())
                .as("it is asked all the same")
                .isEqualTo(404);
        assertThat(get(index.resolve("demo/")).statusCode()).as("it was there").isEqualTo(502);
        now = now.plusSeconds(31);
        assertThat(get(index.resolve("demo/")).statusCode())
                .as("nobody knows of the time in between")
                .isEqualTo(502);
        assertThat(behind.requests("/simple/demo/")).hasSize(5);
    }

    @Test
    void asksNobodyOffline() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        bytes(link(serve(options()).resolve("demo/")));
        closeLast();
        int before = behind.requests().size();
        URI index = serve(new IndexOptions(new CacheFolder(cache), 1 << 30, IndexOptions.loopback(), 0, true));

        assertThat(bytes(link(index.resolve("demo/"))).body()).isEqualTo(DEMO.bytes());
        assertThat(get(index.resolve("never-seen/")).statusCode())
                .as("nobody tries it again")
                .isEqualTo(424);
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
}
