package io.github.toxmatrix.index.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.RealInstallers;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.setting.Location;
import io.github.toxmatrix.index.setting.PackageSources;
import io.github.toxmatrix.index.upstream.Upstream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every installer through our index, in front of one that fails in every way: before it was ever seen, and after. */
@Tag("slow")
@Timeout(180)
class FailingIndexTest {

    private static final Wheel DEMO = new Wheel("demo", "1.0");
    private static final String FILE = "/files/" + DEMO.filename();
    private static final List<String> INSTALLERS = List.of("pip of 2.7", "pip of 3.6", "pip of 3.13", "uv");

    @TempDir
    Path folder;

    private final FakeIndex behind = FakeIndex.start();
    private final CountDownLatch end = new CountDownLatch(1);
    private PackageIndex index;
    private PackageSources sources;

    /** What goes wrong. */
    enum Failure {
        REFUSES(false) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind.close();
            }
        },
        HANGS(false) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind.on("/simple/demo/", exchange -> test.end.await()).on(FILE, exchange -> test.end.await());
            }
        },
        ANSWERS_500(false) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind.on("/simple/demo/", FakeIndex.status(500)).on(FILE, FakeIndex.status(500));
            }
        },
        CUTS_OFF_PAGES(false) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind.on("/simple/demo/", exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write("<html><a href='x'>".getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                });
            }
        },
        CUTS_OFF_FILES(false) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind.on(FILE, FakeIndex.cut(DEMO.bytes(), 50));
            }
        },
        HAS_ANOTHER_FILE(false) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind.on(FILE, FakeIndex.content("application/zip", new Wheel("demo", "1.1").bytes()));
            }
        },
        HAS_A_HUGE_PAGE(false) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind.on("/simple/demo/", FakeIndex.content("text/html", new byte[(64 << 20) + 1]));
            }
        },
        REDIRECTS(true) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind
                        .publish("moved", DEMO.filename(), DEMO.bytes())
                        .on("/simple/demo/", redirection("/simple/moved/"))
                        .on("/elsewhere", FakeIndex.content("application/zip", DEMO.bytes()))
                        .on(FILE, redirection("/elsewhere"));
            }
        },
        LOST_ITS_METADATA(true) {
            @Override
            void happen(FailingIndexTest test) {
                test.behind.on(
                        "/simple/demo/",
                        FakeIndex.html("<a data-core-metadata='true' data-dist-info-metadata='true' href='" + FILE
                                + "#sha256=" + Sha256.hex(DEMO.bytes()) + "'>" + DEMO.filename() + "</a>"));
            }
        };

        /** Whether what was never seen is installed all the same. */
        final boolean harmless;

        Failure(boolean harmless) {
            this.harmless = harmless;
        }

        abstract void happen(FailingIndexTest test);

        private static FakeIndex.Answer redirection(String place) {
            return exchange -> {
                exchange.getResponseHeaders().set("Location", place);
                exchange.sendResponseHeaders(302, -1);
            };
        }
    }

    static Stream<Arguments> everything() {
        return INSTALLERS.stream()
                .flatMap(installer -> Arrays.stream(Failure.values()).map(failure -> Arguments.of(installer, failure)));
    }

    @BeforeEach
    void serve() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes());
        sources = new PackageSources(
                Optional.of(Location.of(behind.upstream().url().toString(), Upstream.Kind.SIMPLE)),
                List.of(),
                List.of());
        index = PackageIndex.open(
                sources.upstreams(),
                new PlainNetwork(Duration.ofSeconds(3), Map.of()),
                IndexOptions.of(new CacheFolder(folder.resolve("cache"))));
    }

    @AfterEach
    void close() {
        end.countDown();
        index.close();
        behind.close();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatWasNeverSeenIsInstalledOrAnError(String installer, Failure failure) throws Exception {
        failure.happen(this);

        RealInstallers.Result result = install(installer, "one");

        assertThat(result.code() == 0).as(result.output()).isEqualTo(failure.harmless);
        assertThat(folder.resolve("one").resolve("demo.py").toFile().exists()).isEqualTo(failure.harmless);
    }

    @ParameterizedTest
    @MethodSource("everything")
    void whatWasSeenIsInstalled(String installer, Failure failure) throws Exception {
        assertThat(install(installer, "one").code()).isZero();
        failure.happen(this);

        RealInstallers.Result result = install(installer, "two");

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(result.output()).doesNotContain("Retrying");
        assertThat(folder.resolve("two").resolve("demo.py")).exists();
    }

    /** uv forgets everything in between. */
    private RealInstallers.Result install(String installer, String target) throws Exception {
        RealInstallers installers = new RealInstallers(folder);
        return installer.equals("uv")
                ? installers.uv("store of " + target, sources, index, target)
                : installers.pip(installer.replace("pip of ", ""), sources, index, target);
    }
}
