package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.RealInstallers;
import io.github.toxmatrix.index.RealUv;
import io.github.toxmatrix.index.setting.Location;
import io.github.toxmatrix.index.setting.PackageSources;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.index.upstream.UpstreamException;
import io.github.toxmatrix.interpreter.Interpreters;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often real installers ask again for what an index that fails has never given. */
@Timeout(120)
class AttemptsTest extends ServedIndexCase {

    @TempDir
    Path folder;

    private int attempts(String installer, String target) throws Exception {
        int before = behind.requests("/simple/demo/").size();
        PackageSources sources = new PackageSources(
                Optional.of(Location.of(behind.upstream().url().toString(), Upstream.Kind.SIMPLE)),
                List.of(),
                List.of());
        PackageIndex index = (PackageIndex) opened.get(1);
        RealInstallers installers = new RealInstallers(folder);
        RealInstallers.Result result = installer.equals("uv")
                ? installers.uv("store", sources, index, target)
                : installers.pip(installer.replace("pip of ", ""), sources, index, target);
        assertThat(result.code()).as(result.output()).isNotZero();
        return behind.requests("/simple/demo/").size() - before;
    }

    /** The first may help; those of the environments that come after would be in vain, each for seconds. Older pips never do so. */
    @ParameterizedTest
    @ValueSource(strings = {"pip of 3.13", "uv"})
    void theyDoSoOnlyAtFirst(String installer) throws Exception {
        behind.on("/simple/demo/", FakeIndex.status(503));
        serve(options());

        assertThat(attempts(installer, "one")).isEqualTo(2);
        now = now.plusSeconds(6);
        assertThat(attempts(installer, "two")).isEqualTo(1);
    }

    /** Of uv: nor does it take another index for one that has no such project. pip looks at all of them in any case. */
    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.6", "3.13", "uv"})
    void nobodyAsksAgainAfterTheStatusThatSaysSo(String installer) throws Exception {
        FakeIndex other = FakeIndex.start().publish("demo", DEMO.filename(), DEMO.bytes());
        opened.add(other);
        behind.on("/simple/demo/", FakeIndex.status(UpstreamException.FINAL));
        Map<String, String> environ = RealInstallers.environment();
        RealInstallers.Result result;
        if (installer.equals("uv")) {
            environ.put("UV_INDEX", behind.url("/simple/").toString());
            environ.put("UV_DEFAULT_INDEX", other.url("/simple/").toString());
            result = new RealInstallers(folder)
                    .run(environ, RealUv.find().toString(), "pip", "install", "--no-config", "--target", "one", "demo");
        } else {
            environ.put("PIP_INDEX_URL", behind.url("/simple/").toString());
            result = new RealInstallers(folder)
                    .run(environ, python(installer), "-m", "pip", "install", "--target", "one", "demo");
        }

        assertThat(result.code()).as(result.output()).isNotZero();
        assertThat(behind.requests("/simple/demo/")).hasSize(1);
        assertThat(other.requests("/files/" + DEMO.filename())).isEmpty();
    }

    private static String python(String version) {
        return Interpreters.of(System.getenv())
                .find(List.of(version))
                .orElseGet(() -> abort("This machine has no Python " + version + "."))
                .executable()
                .toString();
    }
}
