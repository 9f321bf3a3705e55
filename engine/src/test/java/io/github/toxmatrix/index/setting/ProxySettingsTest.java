package io.github.toxmatrix.index.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.index.upstream.EnvironmentProxies;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which proxies are asked, by the variables that pip and uv read and by pip's own setting. */
class ProxySettingsTest {

    @Test
    void choosesProxiesAsVariablesSay() throws Exception {
        EnvironmentProxies proxies = EnvironmentProxies.of(
                Map.of("https_proxy", "http://me:word@proxy.test:8080", "NO_PROXY", ".inner.test,localhost"),
                Optional.empty());

        assertThat(proxies.select(URI.create("https://a.test/")).get(0).address())
                .hasToString("proxy.test/<unresolved>:8080");
        assertThat(proxies.select(URI.create("https://x.inner.test/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.select(URI.create("https://localhost/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.select(URI.create("http://a.test/"))).containsExactly(Proxy.NO_PROXY);
        assertThat(proxies.authentication("proxy.test", 8080)).isPresent();
        assertThatThrownBy(
                        () -> EnvironmentProxies.of(Map.of("ALL_PROXY", "socks5://me:word@p.test:1"), Optional.empty()))
                .hasMessageContaining("none of HTTP")
                .hasMessageNotContaining("word");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost | http://localhost/ | true",
                "a.test, inner.test | http://x.inner.test:8080/ | true",
                ".inner.test | http://x.inner.test/ | true",
                "*.inner.test | http://x.inner.test/ | true",
                "inner.test | http://winner.test/ | false",
                "* | http://10.1.2.3/ | true",
                "10.0.0.0/8 | http://10.1.2.3/ | true",
                "10.0.0.0/8 | http://11.1.2.3/ | false",
                "10.0.0.0/8 | http://ten.test/ | false",
                "10.0.0.0/33 | http://10.0.0.0/ | false",
                "fe80::/10 | http://[fe80::1]/ | true",
                "::1 | http://[::1]:8080/ | true",
                "inner.test:8080 | http://inner.test:8080/ | true",
                "inner.test:8080 | http://inner.test:8081/ | false",
            })
    void asksWithoutAProxyWhatIsExcepted(String exceptions, URI url, boolean direct) throws Exception {
        Map<String, String> variables = Map.of("http_proxy", "http://proxy.test:8080", "no_proxy", exceptions);

        assertThat(EnvironmentProxies.of(variables, Optional.empty())
                        .select(url)
                        .equals(List.of(Proxy.NO_PROXY)))
                .isEqualTo(direct);
        assertThat(EnvironmentProxies.of(variables, Optional.of("http://own.test:1"))
                        .select(url)
                        .get(0)
                        .address())
                .as("pip excepts nothing from its own")
                .hasToString("own.test/<unresolved>:1");
    }

    @Test
    void tellsPipItsOwnProxySoThatOurIndexIsAskedWithoutIt() {
        PipSettings pip = PipSettings.parse(
                """
                global.cert='/etc/ca.pem'
                global.proxy='http://proxy.test:8080'
                install.no-binary='demo'
                :env:.config-file='/home/me/pip.conf'
                """);

        assertThat(pip.proxyInVariables(
                        Map.of("NO_PROXY", "inner.test", "PIP_CONFIG_FILE", "/home/me/pip.conf", "A", "b")))
                .containsOnly(
                        Map.entry("A", "b"),
                        Map.entry("PIP_CONFIG_FILE", "/home/me/pip.conf"),
                        Map.entry("HTTP_PROXY", "http://proxy.test:8080"),
                        Map.entry("http_proxy", "http://proxy.test:8080"),
                        Map.entry("HTTPS_PROXY", "http://proxy.test:8080"),
                        Map.entry("https_proxy", "http://proxy.test:8080"));
        assertThat(pip.filesToAskUs().text())
                .isEqualTo(
                        """
                        [global]
                        cert = /etc/ca.pem
                        proxy =\s
                        [install]
                        no-binary = demo
                        """);
        assertThat(PipSettings.parse("global.cert='/etc/ca.pem'").proxyInVariables(Map.of("NO_PROXY", "x")))
                .containsOnly(Map.entry("NO_PROXY", "x"));
    }
}
