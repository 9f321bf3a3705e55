package io.github.toxmatrix.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.server.IndexOptions;
import io.github.toxmatrix.index.server.PackageIndex;
import io.github.toxmatrix.index.server.PlainNetwork;
import io.github.toxmatrix.index.setting.Location;
import io.github.toxmatrix.index.setting.PackageSources;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real pips and uv, old and new, through our index from one that the test runs. */
@Timeout(120)
class InstallersTest {

    private static final Wheel DEMO = new Wheel("demo", "1.0", "other>=2");
    private static final Wheel OTHER = new Wheel("other", "2.1");

    private static final Instant TIME = Instant.parse("2020-06-01T00:00:00Z");

    @TempDir
    Path folder;

    private final FakeIndex behind = FakeIndex.start();
    private PackageIndex index;
    private PackageSources sources;

    @BeforeEach
    void serve() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes()).publish("other", OTHER.filename(), OTHER.bytes());
        sources = new PackageSources(
                Optional.of(Location.of(behind.upstream().url().toString(), Upstream.Kind.SIMPLE)),
                List.of(),
                List.of());
        index = open(false);
    }

    private PackageIndex open(boolean offline) throws IOException {
        return PackageIndex.open(
                List.of(behind.upstream()),
                PlainNetwork.patient(),
                new IndexOptions(
                        new CacheFolder(folder.resolve("cache")), 1 << 30, IndexOptions.loopback(), 0, offline));
    }

    @AfterEach
    void close() {
        index.close();
        behind.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.8", "3.13"})
    void pipInstalls(String python) throws Exception {
        assertThat(pip(python, "one").output()).contains("demo-1.0", "other-2.1");

        behind.close();
        RealInstallers.Result again = pip(python, "two");
        assertThat(again.output()).contains("Successfully installed");
        assertThat(again.output()).doesNotContain("Retrying");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.8", "3.13"})
    void pipInstallsWhatThereWasAtATime(String python) throws Exception {
        publishTwice();

        RealInstallers.Result then = installers().pip(python, sources, index.asOf(TIME), "then");
        RealInstallers.Result now = installers().pip(python, sources, index, "now");

        assertThat(then.output()).contains("demo-1.0 ", "other-2.1");
        assertThat(now.output()).contains("demo-2.0 ", "other-3.0");
    }

    @Test
    void uvKeepsTimesApart() throws Exception {
        publishTwice();

        assertThat(installers().uv("store", sources, index, "now").output()).contains("demo==2.0", "other==3.0");
        assertThat(installers().uv("store", sources, index.asOf(TIME), "then").output())
                .contains("demo==1.0", "other==2.1");
        assertThat(installers().uv("store", sources, index, "now again").output())
                .contains("demo==2.0", "other==3.0");
    }

    private void publishTwice() {
        behind.publish(
                "demo",
                Map.of(DEMO, "2020-01-01T00:00:00Z", new Wheel("demo", "2.0", "other>=2"), "2021-01-01T00:00:00Z"));
        behind.publish(
                "other", Map.of(OTHER, "2020-01-01T00:00:00Z", new Wheel("other", "3.0"), "2021-01-01T00:00:00Z"));
    }

    @Test
    void pipRefusesAFileWithAWrongHash() throws Exception {
        behind.on("/files/" + OTHER.filename(), FakeIndex.content("application/zip", DEMO.bytes()));

        RealInstallers.Result result = pip("3.8", "one");

        assertThat(result.code()).isNotZero();
        assertThat(folder.resolve("one").resolve("other.py")).doesNotExist();
    }

    @Test
    void uvInstallsFromAColdStoreAlsoWhenTheIndexIsGone() throws Exception {
        assertThat(uv("one", "cold")).satisfies(InstallersTest::succeeded);
        assertThat(uv("two", "cold")).satisfies(InstallersTest::succeeded);
        behind.close();
        RealInstallers.Result third = uv("three", "another");

        assertThat(third).satisfies(InstallersTest::succeeded);
        assertThat(folder.resolve("three").resolve("other.py")).exists();
        assertThat(behind.requests())
                .as("each file once")
                .filteredOn(request ->
                        request.path().startsWith("/files/") && request.method().equals("GET"))
                .hasSize(2);
    }

    @Test
    void uvInstallsOffline() throws Exception {
        assertThat(uv("one", "cold")).satisfies(InstallersTest::succeeded);
        index.close();
        int asked = behind.requests().size();
        index = open(true);

        assertThat(uv("two", "another")).satisfies(InstallersTest::succeeded);
        assertThat(behind.requests()).hasSize(asked);
    }

    @Test
    void uvReadsMetadataThatIsAnnouncedAndMissing() throws Exception {
        behind.on(
                "/simple/demo/",
                FakeIndex.html("<a data-core-metadata='true' href='/files/" + DEMO.filename() + "#sha256="
                        + Sha256.hex(DEMO.bytes()) + "'>" + DEMO.filename() + "</a>"));

        assertThat(uv("one", "cold")).satisfies(InstallersTest::succeeded);
        assertThat(behind.requests("/files/" + DEMO.filename() + ".metadata")).isNotEmpty();
    }

    @Test
    void uvReadsPagesInJsonWithMetadata() throws Exception {
        behind.on(
                        "/simple/demo/",
                        FakeIndex.json(
                                """
                                {"meta": {"api-version": "1.1"}, "name": "demo", "versions": ["1.0"], "files": [{
                                  "filename": "%s", "url": "/files/%s", "hashes": {"sha256": "%s"}, "size": %d,
                                  "upload-time": "2020-01-01T00:00:00Z", "core-metadata": {"sha256": "%s"}}]}
                                """
                                        .formatted(
                                                DEMO.filename(),
                                                DEMO.filename(),
                                                Sha256.hex(DEMO.bytes()),
                                                DEMO.bytes().length,
                                                Sha256.hex(DEMO.metadata()))))
                .on(
                        "/files/" + DEMO.filename() + ".metadata",
                        FakeIndex.content("text/plain", DEMO.metadata().getBytes(UTF_8)));

        assertThat(uv("one", "cold")).satisfies(InstallersTest::succeeded);
        assertThat(behind.requests("/files/" + DEMO.filename() + ".metadata")).hasSize(1);
    }

    /** With uv's own order, what the first index has is never taken from another. */
    @Test
    void uvTakesAPackageFromTheFirstIndexThatHasIt() throws Exception {
        try (FakeIndex first = FakeIndex.start()) {
            Wheel own = new Wheel("other", "2.0");
            first.publish("other", own.filename(), own.bytes());
            index.close();
            sources = new PackageSources(
                    sources.main(),
                    List.of(Location.of(first.upstream().url().toString(), Upstream.Kind.SIMPLE)),
                    List.of());
            index = PackageIndex.open(
                    sources.upstreams(),
                    PlainNetwork.patient(),
                    IndexOptions.of(new CacheFolder(folder.resolve("both"))));

            assertThat(uv("one", "cold")).satisfies(InstallersTest::succeeded);
            assertThat(folder.resolve("one").resolve("other.py")).content().contains("2.0");
        }
    }

    private static void succeeded(RealInstallers.Result result) {
        assertThat(result.code()).as(result.output()).isZero();
    }

    private RealInstallers.Result pip(String version, String target) throws Exception {
        return installers().pip(version, sources, index, target);
    }

    private RealInstallers.Result uv(String target, String store) throws Exception {
        return installers().uv(store, sources, index, target);
    }

    private RealInstallers installers() {
        return new RealInstallers(folder);
    }
}
