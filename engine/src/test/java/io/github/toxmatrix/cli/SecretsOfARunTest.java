package io.github.toxmatrix.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.RealUv;
import io.github.toxmatrix.index.Wheel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run with an index that wants a password, which it sends there and writes nowhere: not where it fails either. */
@Timeout(120)
class SecretsOfARunTest {

    private static final Wheel DEMO = new Wheel("demo", "1.0");
    private static final String PASSWORD = "hid-den-word";
    private static final String ENCODED = Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(UTF_8));

    @TempDir
    Path folder;

    private final FakeIndex behind = FakeIndex.start();
    private final Map<String, String> environ = new HashMap<>(System.getenv());

    @BeforeEach
    void configure() throws Exception {
        behind.publish("demo", DEMO.filename(), DEMO.bytes()).on("/simple/denied/", FakeIndex.status(401));
        environ.keySet().removeIf(name -> name.matches("(PIP|UV|XDG|TOX)_.*"));
        environ.put("PIP_CONFIG_FILE", File.separator.equals("/") ? "/dev/null" : "nul");
        environ.put("UV_NO_CONFIG", "1");
        environ.put("UV_CACHE_DIR", folder.resolve("uv").toString());
        environ.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
        environ.put("TMPDIR", Files.createDirectory(folder.resolve("tmp")).toString());
        environ.merge("PATH", RealUv.find().getParent().toString(), (path, uv) -> uv + File.pathSeparator + path);
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = good, bad
                no_package = true
                requires = tox-uv
                [testenv]
                deps =
                    good: demo
                    bad: denied
                commands = python -c "import demo; print('got', demo.version)"
                """);
    }

    @AfterEach
    void close() {
        behind.close();
    }

    private String run(String index) throws Exception {
        return MainProcess.run(
                        folder,
                        environ,
                        List.of(
                                "-Dmatrix.cache=" + folder.resolve("cache"),
                                "-Dmatrix.place=" + folder.resolve("place"),
                                "-Dmatrix.verbose=true",
                                "-Dmatrix.index=" + index))
                .output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "off"})
    void areSentToTheirIndexAndWrittenNowhere(String index) throws Exception {
        environ.put(
                "PIP_INDEX_URL", behind.url("/simple/").toString().replace("http://", "http://me:" + PASSWORD + "@"));

        String printed = run(index);

        assertThat(printed).contains("2 environments (1 passed, 1 failed)", "denied");
        assertThat(behind.requests("/simple/demo/"))
                .anyMatch(request -> request.header("Authorization").equals("Basic " + ENCODED));
        try (Stream<Path> written = Files.walk(folder)) {
            assertThat(written.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(20)
                    .filteredOn(SecretsOfARunTest::tells)
                    .isEmpty();
        }
    }

    private static boolean tells(Path file) {
        try {
            String text = Files.readString(file, ISO_8859_1);
            return text.contains(PASSWORD) || text.contains(ENCODED);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
