package io.github.toxmatrix.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A download that its own process ends is not one that its index has cut off: nobody asks for the rest. */
class InterruptedDownloadTest extends ServedIndexCase {

    private static final String FILE = "/files/demo-1.0.tar.gz";
    private static final int FIRST = 1 << 16;

    static Stream<IOException> interruptions() {
        return Stream.of(
                new ClosedByInterruptException(),
                new ClosedChannelException(),
                new IOException(new InterruptedException()));
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void isNotResumed(IOException interruption) throws Exception {
        behind.publish("demo", "demo-1.0.tar.gz", LARGE);
        PackageCache folder = PackageCache.open(new CacheFolder(cache), 1 << 30);
        try (UpstreamClient asking = new UpstreamClient(PlainNetwork.patient())) {
            Artifact artifact = new Artifact(
                    behind.upstream(),
                    behind.url(FILE),
                    Hashing.Expected.of(Map.of("sha256", Sha256.hex(LARGE))),
                    OptionalLong.empty());
            Download download = Download.create(asking, artifact, folder, LARGE.length);

            download.run(new UpstreamClient.Answer(
                    200,
                    HttpHeaders.of(Map.of(), (name, value) -> true),
                    behind.url(FILE),
                    new Interrupted(LARGE, interruption)));

            assertThat(download.failure()).map(Throwable::getMessage).hasValueSatisfying(message -> assertThat(message)
                    .contains(FILE, "interrupted")
                    .doesNotContain("cut off"));
        }
        assertThat(behind.requests(FILE)).isEmpty();
        assertThat(unfinished()).isEmpty();
    }

    /** The index is closed in the middle, as at the end of a run whose installer was killed. */
    @Test
    void endsWithItsIndexAndLeavesNothing() throws Exception {
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

    /** Gives the beginning, and then the interruption. */
    private static final class Interrupted extends InputStream {

        private final byte[] content;
        private final IOException interruption;
        private boolean given;

        Interrupted(byte[] content, IOException interruption) {
            super();
            this.content = content;
            this.interruption = interruption;
        }

        @Override
        public int read() throws IOException {
            throw interruption;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (given) {
                throw interruption;
            }
            System.arraycopy(content, 0, buffer, offset, length);
            given = true;
            return length;
        }
    }
}
