package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.ForwardProxy;
import io.github.toxmatrix.index.RealInstallers;
import io.github.toxmatrix.index.Wheel;
import io.github.toxmatrix.index.setting.ConfiguredNetwork;
import io.github.toxmatrix.index.setting.InstallerSettings;
import io.github.toxmatrix.index.setting.Location;
import io.github.toxmatrix.index.setting.PackageSources;
import io.github.toxmatrix.index.setting.PipSettings;
import io.github.toxmatrix.index.setting.UvSettings;
import io.github.toxmatrix.index.upstream.Network;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our index behind a proxy, and pips that were told of one. */
class IndexBehindProxiesTest extends ServedIndexCase {

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "pip's own"})
    void asksThroughATunnelWhatIsEncrypted(String spelling, @TempDir Path keys) throws Exception {
        SelfSigned server = SelfSigned.make(keys, "server");
        FakeIndex index =
                FakeIndex.start(server.trusting(server), false).publish("demo", DEMO.filename(), DEMO.bytes());
        opened.add(index);
        ForwardProxy proxy = ForwardProxy.start(index.port());
        opened.add(proxy);
        boolean own = spelling.equals("pip's own");
        PipSettings pip = new PipSettings(
                own ? Map.of("trusted-host", "127.0.0.1", "proxy", proxy.url()) : Map.of("trusted-host", "127.0.0.1"));
        Network network = ConfiguredNetwork.of(
                new InstallerSettings(pip, UvSettings.read(Map.of("UV_NO_CONFIG", "1"), keys)),
                own ? Map.of() : Map.of(spelling, proxy.url()),
                keys);
        URI url =
                open(index.upstream(), options(), network).url(index.upstream()).orElseThrow();

        assertThat(bytes(link(url.resolve("demo/"))).body()).isEqualTo(DEMO.bytes());

        assertThat(proxy.requests()).isNotEmpty().containsOnly("CONNECT 127.0.0.1:" + index.port());
    }

    /** pip asks its own proxy for loopback as for all hosts, and here is none. */
    @ParameterizedTest
    @ValueSource(strings = {"2.7", "3.8", "3.13"})
    void realPipsAskOurIndexWithoutTheirOwnProxy(String version, @TempDir Path folder) throws Exception {
        Path python = Interpreters.of(System.getenv())
                .find(List.of(version))
                .map(Interpreter::executable)
                .orElseGet(() -> abort("This machine has no Python " + version + "."));
        Wheel demo = new Wheel("demo", "1.0");
        behind.publish("demo", demo.filename(), demo.bytes());
        Map<String, String> environ = RealInstallers.environment();
        environ.put(
                "PIP_CONFIG_FILE",
                Files.writeString(folder.resolve("pip.conf"), "[global]\nproxy = http://127.0.0.1:9\n")
                        .toString());
        PackageIndex index = open(behind.upstream(), options(), PlainNetwork.patient());
        PackageSources sources = new PackageSources(
                Optional.of(Location.of(behind.upstream().url().toString(), Upstream.Kind.SIMPLE)),
                List.of(),
                List.of());

        PipSettings pip = PipSettings.read(Optional.of(python), environ, folder);
        Map<String, String> told = pip.proxyInVariables(environ);
        told.put(
                "PIP_CONFIG_FILE",
                Files.writeString(
                                folder.resolve("without.conf"),
                                pip.filesToAskUs().text())
                        .toString());
        RealInstallers.Result result = new RealInstallers(folder)
                .run(
                        sources.forPip(index, told),
                        python.toString(),
                        "-m",
                        "pip",
                        "install",
                        "--no-cache-dir",
                        "--target",
                        "one",
                        "demo");

        assertThat(result.code()).as(result.output()).isZero();
        assertThat(folder.resolve("one/demo.py")).exists();
    }
}
