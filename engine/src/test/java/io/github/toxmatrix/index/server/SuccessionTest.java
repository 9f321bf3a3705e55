package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes: one serves, is killed, and the other goes on at the same place. */
@Timeout(60)
class SuccessionTest {

    /** The other process. */
    static final class Other {

        private Other() {}

        /** @param args the folder of the cache, and the index behind */
        public static void main(String[] args) throws Exception {
            Upstream upstream = Upstream.parse(args[1], Upstream.Kind.SIMPLE).orElseThrow();
            PackageIndex index = PackageIndex.open(
                    List.of(upstream), PlainNetwork.patient(), IndexOptions.of(new CacheFolder(Path.of(args[0]))));
            System.out.println(index.url(upstream).orElseThrow() + " " + index.isServing());
            Thread.currentThread().join();
        }
    }

    @TempDir
    Path cache;

    @Test
    void takesOverFromAProcessThatIsKilled() throws Exception {
        Wheel demo = new Wheel("demo", "1.0");
        try (FakeIndex behind = FakeIndex.start().publish("demo", demo.filename(), demo.bytes())) {
            Process other = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Other.class.getName(),
                            cache.toString(),
                            behind.upstream().url().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
                String[] told = lines.readLine().split(" ", -1);
                assertThat(told[1]).isEqualTo("true");
                try (PackageIndex index = PackageIndex.open(
                        List.of(behind.upstream()), PlainNetwork.patient(), IndexOptions.of(new CacheFolder(cache)))) {
                    URI place = index.url(behind.upstream()).orElseThrow();
                    assertThat(place).hasToString(told[0]);
                    assertThat(index.isServing()).isFalse();

                    other.destroyForcibly().waitFor();

                    while (!index.isServing()) {
                        Thread.sleep(20);
                    }
                    assertThat(status(place.resolve("demo/"))).isEqualTo(200);
                }
            } finally {
                other.destroyForcibly();
            }
        }
    }

    private static int status(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
