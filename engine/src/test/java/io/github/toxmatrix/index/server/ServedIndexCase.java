package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.upstream.Network;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A package index of ours in front of one that a test runs. */
@Timeout(60)
abstract class ServedIndexCase {

    static final String HTML = "text/html";
    static final String JSON = "application/vnd.pypi.simple.v1+json";
    static final Wheel DEMO = new Wheel("demo", "1.0", "other>=2");
    public static final byte[] LARGE = large();

    @TempDir
    public Path cache;

    public final HttpClient client = HttpClient.newHttpClient();
    public final FakeIndex behind = FakeIndex.start();
    final List<AutoCloseable> opened = new ArrayList<>(List.of(behind));
    Instant now = Instant.parse("2024-05-01T12:00:00Z");

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

    IndexOptions options() {
        return new IndexOptions(new CacheFolder(cache), 1 << 30, IndexOptions.loopback(), 0, false);
    }

    URI serve(IndexOptions options) throws IOException {
        return serve(options, PlainNetwork.patient());
    }

    URI serve(IndexOptions options, Network network) throws IOException {
        return open(behind.upstream(), options, network).url(behind.upstream()).orElseThrow();
    }

    PackageIndex open(Upstream upstream, IndexOptions options, Network network) throws IOException {
        PackageIndex index = PackageIndex.open(List.of(upstream), network, options, clock);
        opened.add(index);
        return index;
    }

    void closeLast() throws Exception {
        opened.remove(opened.size() - 1).close();
    }

    HttpResponse<String> get(URI url, String... headers) throws IOException, InterruptedException {
        return client.send(request(url, headers), HttpResponse.BodyHandlers.ofString());
    }

    int getUnchecked(URI url) {
        try {
            return get(url).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    HttpResponse<byte[]> bytes(URI url, String... headers) throws IOException, InterruptedException {
        return client.send(request(url, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    CompletableFuture<HttpResponse<byte[]>> bytesLater(URI url) {
        return client.sendAsync(request(url), HttpResponse.BodyHandlers.ofByteArray());
    }

    static HttpRequest request(URI url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return request.build();
    }

    /** The first link on a page. */
    URI link(URI page) throws IOException, InterruptedException {
        Matcher matcher = Pattern.compile("href=\"([^\"#]+)").matcher(get(page).body());
        assertThat(matcher.find()).isTrue();
        return page.resolve(matcher.group(1));
    }

    /** What the index has, which may remove files meanwhile, as it does after each download that was one too many. */
    List<Path> kept() throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(cache.resolve("index/files"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                if (failed instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }
        });
        return files;
    }
}
