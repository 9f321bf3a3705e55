package io.github.toxmatrix.index.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.setting.ConfiguredNetwork;
import io.github.toxmatrix.index.setting.InstallerSettings;
import io.github.toxmatrix.index.setting.PipSettings;
import io.github.toxmatrix.index.setting.UvSettings;
import io.github.toxmatrix.index.upstream.Certificates;
import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Network;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An index behind https, reached as pip and uv were told. */
class TlsIndexTest extends ServedIndexCase {

    @TempDir
    Path keys;

    private SelfSigned server;
    private SelfSigned user;

    @BeforeEach
    void makeCertificates() throws Exception {
        server = SelfSigned.make(keys, "server");
        user = SelfSigned.make(keys, "user");
    }

    private HttpResponse<String> page(boolean clients, Map<String, String> pip, Map<String, String> environ)
            throws Exception {
        FakeIndex index =
                FakeIndex.start(server.trusting(user), clients).publish("demo", DEMO.filename(), DEMO.bytes());
        opened.add(index);
        Map<String, String> unconfigured = new HashMap<>(environ);
        unconfigured.putIfAbsent(
                "UV_CONFIG_FILE", Files.writeString(keys.resolve("uv.toml"), "").toString());
        URI url = open(
                        index.upstream(),
                        options(),
                        ConfiguredNetwork.of(
                                new InstallerSettings(new PipSettings(pip), UvSettings.read(unconfigured, cache)),
                                environ,
                                cache))
                .url(index.upstream())
                .orElseThrow();
        HttpResponse<String> page = get(url.resolve("demo/"));
        if (page.statusCode() == 200) {
            assertThat(bytes(link(url.resolve("demo/"))).body()).isEqualTo(DEMO.bytes());
        }
        return page;
    }

    @Test
    void trustsTheAuthorityThatPipWasToldOf() throws Exception {
        assertThat(page(false, Map.of("cert", server.certificate().toString()), Map.of())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void trustsTheAuthorityThatUvWasToldOf() throws Exception {
        Map<String, String> environ =
                Map.of("SSL_CERT_FILE", server.certificate().toString());

        assertThat(page(false, Map.of(), environ).statusCode()).isEqualTo(200);
    }

    @Test
    void trustsAHostThatNeedsNoCertificate() throws Exception {
        assertThat(page(false, Map.of("trusted-host", "127.0.0.1"), Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(page(false, Map.of(), Map.of("UV_INSECURE_HOST", "127.0.0.1"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void trustsAHostThatUvsFilesSay() throws Exception {
        Path file = Files.writeString(keys.resolve("own.toml"), "allow-insecure-host = ['127.0.0.1']\n");

        assertThat(page(false, Map.of(), Map.of("UV_CONFIG_FILE", file.toString()))
                        .statusCode())
                .isEqualTo(200);
    }

    /** Where installers are started, not where this process was. */
    @ParameterizedTest
    @ValueSource(strings = {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"})
    void findsTheAuthorityWhereItIsNamedFrom(String variable) throws Exception {
        Files.copy(server.certificate(), cache.resolve("ca.pem"));

        assertThat(page(false, Map.of(), Map.of(variable, "ca.pem")).statusCode())
                .isEqualTo(200);
    }

    /** As openssl's folders have them. */
    @Test
    void trustsWhoLiesInAFolder() throws Exception {
        Path folder = Files.createDirectories(keys.resolve("folder"));
        Files.copy(server.certificate(), folder.resolve("1f2e3d4c.0"));

        assertThat(page(false, Map.of("cert", folder.toString()), Map.of()).statusCode())
                .isEqualTo(200);
    }

    /** Newer pips and uv do so too, where they are told of no others. */
    @Test
    void trustsWhomTheMachineTrusts() throws Exception {
        FakeIndex index = FakeIndex.start(server.trusting(user), false).publish("demo", DEMO.filename(), DEMO.bytes());
        opened.add(index);

        assertThat(status(index, List.of())).isEqualTo(502);
        closeLast();
        assertThat(status(index, List.of(Files.writeString(keys.resolve("broken.pem"), "nothing"))))
                .isEqualTo(502);
        closeLast();
        assertThat(status(index, List.of(keys.resolve("none"), server.certificate())))
                .isEqualTo(200);
    }

    private int status(FakeIndex index, List<Path> machine) throws Exception {
        HttpClient own = HttpClient.newBuilder()
                .sslContext(new Certificates(List.of(), Optional.empty(), machine).context(true))
                .build();
        Network network = new Network() {
            @Override
            public HttpClient client(URI url) {
                return own;
            }

            @Override
            public Optional<Credentials> credentials(URI url) {
                return Optional.empty();
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(20);
            }
        };
        return get(open(index.upstream(), options(), network)
                        .url(index.upstream())
                        .orElseThrow()
                        .resolve("demo/"))
                .statusCode();
    }

    @Test
    void saysThatACertificateIsTrustedByNobody() throws Exception {
        HttpResponse<String> page = page(false, Map.of(), Map.of());

        assertThat(page.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(page.body()).contains("127.0.0.1").containsIgnoringCase("certif");
    }

    @Test
    void showsTheCertificateOfItsUser() throws Exception {
        Map<String, String> pip = Map.of(
                "cert", server.certificate().toString(),
                "client-cert", user.identity().toString());
        assertThat(page(true, pip, Map.of()).statusCode()).isEqualTo(200);

        Map<String, String> environ = Map.of(
                "SSL_CERT_FILE", server.certificate().toString(),
                "SSL_CLIENT_CERT", user.identity().toString());
        assertThat(page(true, Map.of(), environ).statusCode()).isEqualTo(200);
    }

    @Test
    void saysThatAnIndexWantsACertificate() throws Exception {
        HttpResponse<String> page =
                page(true, Map.of("cert", server.certificate().toString()), Map.of());

        assertThat(page.statusCode()).isGreaterThanOrEqualTo(500);
        assertThat(page.body()).contains("127.0.0.1");
    }
}
