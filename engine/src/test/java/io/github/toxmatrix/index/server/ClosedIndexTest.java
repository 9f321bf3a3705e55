package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An index that is closed while it fetches, as at the end of a run whose installer was killed. */
class ClosedIndexTest extends ServedIndexCase {

    private static final String FILE = "/files/demo-1.0.tar.gz";
    private static final int FIRST = 1 << 16;

    @Test
    void endsADownloadAndLeavesNothing() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        behind.publish("demo", "demo-1.0.tar.gz", LARGE).on(FILE, exchange -> {
            exchange.sendResponseHeaders(200, LARGE.length);
            exchange.getResponseBody().write(LARGE, 0, FIRST);
            exchange.getResponseBody().flush();
            end.await();
        });
        try {
            URI link = link(serve(options()).resolve("demo/"));
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.body().readNBytes(FIRST)).hasSize(FIRST);
            assertThat(unfinished()).hasSize(1);

            closeLast();

            while (!unfinished().isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(behind.requests(FILE)).hasSize(1);
        } finally {
            end.countDown();
        }
    }

    private List<Path> unfinished() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("index/unfinished"))) {
            return files.toList();
        }
    }
}
