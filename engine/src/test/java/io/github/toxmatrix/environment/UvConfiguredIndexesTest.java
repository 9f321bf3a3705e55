package io.github.toxmatrix.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.setting.IndexUse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What uv's files say of an index holds with our index before it as without: a real uv, and indexes that the test runs. */
class UvConfiguredIndexesTest extends IndexedEnvironmentsCase {

    private final FakeIndex first = FakeIndex.start();

    @BeforeEach
    void readFiles() {
        environ.remove("PIP_INDEX_URL");
        environ.remove("PIP_FIND_LINKS");
        environ.remove("UV_NO_CONFIG");
        environ.put("XDG_CONFIG_HOME", folder.resolve("none").toString());
    }

    @AfterEach
    void closeFirst() {
        first.close();
    }

    private static IndexUse use(String index) {
        return index.equals("off") ? new IndexUse.Off() : new IndexUse.On();
    }

    /** The first index with what a test says of it, and then the one that has everything. */
    private void configure(String ofFirst) throws IOException {
        Files.writeString(
                folder.resolve("uv.toml"),
                """
                [[index]]
                name = "first"
                url = "%s"
                %s
                [[index]]
                name = "all"
                url = "%s"
                default = true
                """
                        .formatted(first.url("/simple/"), ofFirst, behind.url("/simple/")));
    }

    @ParameterizedTest
    @CsvSource({"on, 403", "off, 403", "on, 401", "off, 401", "on, 503"})
    void statusesThatAreToBeIgnoredMeanThatThereIsNoSuchProject(String index, int status) throws Exception {
        environ.put("UV_HTTP_RETRIES", "0");
        first.on("/simple/demo/", FakeIndex.status(status)).on("/simple/other/", FakeIndex.status(status));
        configure("ignore-error-codes = [" + status + "]");

        ready("one", "3.11", LONG, use(index));

        assertThat(first.requests("/simple/demo/")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void otherStatusesAreAnErrorAndNoOtherIndexIsAskedInstead(String index) throws Exception {
        environ.put("UV_HTTP_RETRIES", "0");
        first.on("/simple/demo/", FakeIndex.status(403));
        configure("ignore-error-codes = [401]");

        assertThat(provision("one", "3.11", LONG, use(index))).isInstanceOf(Provisioned.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void anIndexThatIsNeverShownCredentialsIsNotShownThoseOfNetrc(String index) throws Exception {
        first.publish("other", OTHER.filename(), OTHER.bytes());
        environ.put(
                "NETRC",
                Files.writeString(folder.resolve("netrc"), "machine 127.0.0.1 login me password word\n")
                        .toString());
        configure("authenticate = 'never'");

        ready("one", "3.11", LONG, use(index));

        assertThat(first.requests("/files/" + OTHER.filename())).isNotEmpty();
        assertThat(first.requests())
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    /** It is for those packages alone of which a project says so. */
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void anExplicitIndexIsNotAsked(String index) throws Exception {
        Wheel newer = new Wheel("other", "9");
        first.publish("other", newer.filename(), newer.bytes());
        configure("explicit = true");

        ready("one", "3.11", LONG, use(index));

        assertThat(first.requests()).isEmpty();
    }

    /** So is none at all, also none that pip or uv has by default. */
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void anExplicitDefaultLeavesNoDefault(String index) throws Exception {
        first.publish("demo", DEMO.filename(), DEMO.bytes()).publish("other", OTHER.filename(), OTHER.bytes());
        Files.writeString(
                folder.resolve("uv.toml"),
                "[[index]]\nname = 'first'\nurl = '%s'\n[[index]]\nname = 'all'\nurl = '%s'\ndefault = true\nexplicit = true\n"
                        .formatted(first.url("/simple/"), behind.url("/simple/")));

        ready("one", "3.11", LONG, use(index));

        assertThat(behind.requests()).isEmpty();
        Files.writeString(
                folder.resolve("uv.toml"),
                Files.readString(folder.resolve("uv.toml"))
                        .replace(
                                first.url("/simple/").toString(),
                                first.url("/no/").toString()));
        assertThat(provision("two", "3.11", java.time.Duration.ZERO, use(index)))
                .as("there is no other index to be asked")
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("demo was not found in the package registry"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void foldersOfLinksBeginWhereTheFileIs(String index) throws Exception {
        Path wheels = Files.createDirectories(folder.resolve("all wheels"));
        Files.write(wheels.resolve(DEMO.filename()), DEMO.bytes());
        Files.write(wheels.resolve(OTHER.filename()), OTHER.bytes());
        Path file = Files.writeString(
                Files.createDirectories(folder.resolve("settings")).resolve("uv.toml"),
                "find-links = ['../all wheels']\n[[index]]\nname = 'first'\nurl = '" + first.url("/simple/")
                        + "'\ndefault = true\n");
        environ.put("UV_CONFIG_FILE", file.toString());

        ready("one", "3.11", LONG, use(index));
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void howLongAnswersAreKeptIsUvsOwnConcern(String index) throws Exception {
        configure("cache-control = { api = 'max-age=600', files = 'max-age=60' }");

        ready("one", "3.11", LONG, use(index));

        assertThat(first.requests("/simple/demo/")).isNotEmpty();
    }

    @Test
    void aFlatIndexIsAskedByUvItself() throws Exception {
        first.on("/links/", FakeIndex.html("<a href='/files/%s'>it</a>".formatted(OTHER.filename())))
                .on("/files/" + OTHER.filename(), FakeIndex.content("application/zip", OTHER.bytes()));
        configure("format = 'flat'");
        Files.writeString(
                folder.resolve("uv.toml"),
                Files.readString(folder.resolve("uv.toml"))
                        .replace(
                                first.url("/simple/").toString(),
                                first.url("/links/").toString()));

        assertThat(provision("on", "3.11", LONG, new IndexUse.On()))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason())
                        .contains("flat index (first)")
                        .contains("matrix.index"));
        ready("auto", "3.11", LONG, new IndexUse.Auto());
        assertThat(askers()).containsExactly("uv");
    }

    /** What is kept of a release was taken when another file of it was allowed. */
    @Test
    void whatPipIsNotToTakeAnyMoreIsNotTakenOutOfTheStoreEither() throws Exception {
        environ.put("UV_NO_CONFIG", "1");
        environ.put("PIP_INDEX_URL", behind.url("/simple/").toString());
        byte[] sdist = sdistThatNobodyCanBuild();
        behind.on(
                        "/simple/other/",
                        FakeIndex.html(
                                "<a href='/files/%s#sha256=%s'>it</a><a href='/files/other-2.1.zip#sha256=%s'>it</a>"
                                        .formatted(OTHER.filename(), Sha256.hex(OTHER.bytes()), Sha256.hex(sdist))))
                .on("/files/other-2.1.zip", FakeIndex.content("application/zip", sdist));
        ready("one", "3.11", LONG, new IndexUse.Auto());
        environ.put(
                "PIP_CONFIG_FILE",
                Files.writeString(folder.resolve("pip.conf"), "[install]\nno-binary = other\n")
                        .toString());

        assertThat(provision("two", "3.11", LONG, new IndexUse.Auto()))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason() + steps.outputs)
                        .contains("no-such-backend"));
    }

    private static byte[] sdistThatNobodyCanBuild() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("other-2.1/PKG-INFO"));
            zip.write("Metadata-Version: 2.2\nName: other\nVersion: 2.1\n".getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry("other-2.1/pyproject.toml"));
            zip.write("[build-system]\nrequires = ['no-such-backend']\nbuild-backend = 'none'\n".getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    /** Which files are taken, pip's settings say, which uv does not read. */
    @ParameterizedTest
    @CsvSource({"on, PIP_NO_BINARY", "off, PIP_NO_BINARY", "on, no-binary", "off, no-binary"})
    void whatPipIsNotToTakeUvDoesNotTakeEither(String index, String spelling) throws Exception {
        environ.put("UV_NO_CONFIG", "1");
        environ.put("PIP_INDEX_URL", behind.url("/simple/").toString());
        if (spelling.startsWith("PIP_")) {
            environ.put(spelling, "other");
        } else {
            environ.put(
                    "PIP_CONFIG_FILE",
                    Files.writeString(folder.resolve("pip.conf"), "[install]\nno-binary = other\n")
                            .toString());
        }

        assertThat(provision("one", "3.11", LONG, use(index)))
                .isInstanceOfSatisfying(Provisioned.Failed.class, failed -> assertThat(failed.reason() + steps.outputs)
                        .containsPattern("other.*no usable wheels|no-binary|no source distribution"));
    }
}
