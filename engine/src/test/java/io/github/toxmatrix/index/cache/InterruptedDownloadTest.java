package io.github.toxmatrix.index.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.server.PlainNetwork;
import io.github.toxmatrix.index.upstream.UpstreamClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A download that its own process ends is not one that its index has cut off: nobody asks for the rest. */
class InterruptedDownloadTest {

    private static final String FILE = "/files/demo-1.0.tar.gz";
    private static final byte[] CONTENT = new byte[100_000];

    @TempDir
    Path cache;

    static Stream<IOException> interruptions() {
        return Stream.of(
                new ClosedByInterruptException(),
                new ClosedChannelException(),
                new IOException(new InterruptedException()));
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void isNotResumed(IOException interruption) throws Exception {
        PackageCache folder = PackageCache.open(new CacheFolder(cache), 1 << 30);
        try (FakeIndex behind = FakeIndex.start();
                UpstreamClient asking = new UpstreamClient(PlainNetwork.patient())) {
            behind.publish("demo", "demo-1.0.tar.gz", CONTENT);
            Artifact artifact = new Artifact(
                    behind.upstream(),
                    behind.url(FILE),
                    Hashing.Expected.of(Map.of("sha256", Sha256.hex(CONTENT))),
                    OptionalLong.empty());
            Download download = Download.create(asking, artifact, folder, CONTENT.length);

            download.run(new UpstreamClient.Answer(
                    200,
                    HttpHeaders.of(Map.of(), (name, value) -> true),
                    behind.url(FILE),
                    new Interrupted(CONTENT, interruption)));

            assertThat(download.failure()).map(Throwable::getMessage).hasValueSatisfying(message -> assertThat(message)
                    .contains(FILE, "interrupted")
                    .doesNotContain("cut off"));
            assertThat(behind.requests(FILE)).isEmpty();
        }
        assertThat(unfinished()).isEmpty();
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
