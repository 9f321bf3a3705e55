package io.github.toxmatrix.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.ForwardProxy;
import io.github.toxmatrix.index.setting.IndexUse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Environments whose index is behind a proxy that pip and uv are told of in every way, with our index before it and without. */
@Tag("slow")
class ProxiedIndexTest extends IndexedEnvironmentsCase {

    private static final String HIDDEN = "http://index.test/simple/";

    private final ForwardProxy proxy = ForwardProxy.start(behind.port());

    @BeforeEach
    void forgetProxies() {
        environ.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
    }

    @AfterEach
    void closeProxy() throws IOException {
        proxy.close();
    }

    /** Where pip is told of its own. */
    private void configurePip(String line) throws IOException {
        environ.put(
                "PIP_CONFIG_FILE",
                Files.writeString(folder.resolve("pip.conf"), "[global]\n" + line + "\n")
                        .toString());
    }

    private IndexUse use(String index) {
        return index.equals("off") ? new IndexUse.Off() : new IndexUse.On();
    }

    /** The old pip and the new one read variables alike; where pip is told of its own, they do not. */
    static Stream<Arguments> spellings() {
        return Stream.concat(
                        Stream.of("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "PIP_PROXY", "pip.conf")
                                .map(spelling -> Map.entry(spelling, "3.11")),
                        Stream.of("http_proxy", "PIP_PROXY", "pip.conf").map(spelling -> Map.entry(spelling, "2.7")))
                .flatMap(one -> Stream.of("on", "off").map(index -> Arguments.of(one.getKey(), index, one.getValue())));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void allIsAskedThroughTheProxy(String spelling, String index, String python) throws Exception {
        if (python.equals("2.7")) {
            findVirtualenv();
        }
        environ.put("PIP_INDEX_URL", HIDDEN);
        environ.put("PIP_TRUSTED_HOST", "index.test");
        if (spelling.equals("pip.conf")) {
            configurePip("proxy = " + proxy.url());
        } else {
            environ.put(spelling, proxy.url());
        }
        ready("one", python, LONG, use(index));

        assertThat(proxy.requests())
                .as("as many as arrive, all for the name that the proxy alone knows")
                .hasSameSizeAs(behind.requests())
                .allMatch(request -> request.contains(" http://index.test/"));
        assertThat(askers()).isNotEmpty().allMatch(asker -> asker.equals("tox-matrix") == index.equals("on"));
    }

    static Stream<Arguments> exceptions() {
        return Stream.of(
                        Map.entry("NO_PROXY", "127.0.0.1"),
                        Map.entry("no_proxy", "example.test, 127.0.0.1"),
                        Map.entry("NO_PROXY", "127.0.0.0/8"))
                .flatMap(exception -> Stream.of("on", "off")
                        .map(index -> Arguments.of(exception.getKey(), exception.getValue(), index)));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void nothingIsWhereVariablesExceptIt(String name, String value, String index) throws Exception {
        environ.put("HTTP_PROXY", proxy.url());
        environ.put(name, value);

        ready("one", "3.11", LONG, use(index));

        assertThat(proxy.requests()).isEmpty();
        assertThat(behind.requests()).isNotEmpty();
    }

    /** To pip, its own setting is for every host; uv, which is told it too, makes the exception. */
    @ParameterizedTest
    @ValueSource(strings = {"on", "off"})
    void noVariableExceptsAnythingFromWhatPipItselfIsTold(String index) throws Exception {
        findVirtualenv();
        configurePip("proxy = " + proxy.url());
        environ.put("NO_PROXY", "127.0.0.1");

        ready("one", "2.7", LONG, use(index));

        assertThat(behind.requests())
                .filteredOn(request -> !request.header("User-Agent").startsWith("uv"))
                .isNotEmpty()
                .hasSameSizeAs(proxy.requests());
    }
}
