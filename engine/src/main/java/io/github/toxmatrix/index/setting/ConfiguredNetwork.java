package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.index.upstream.Certificates;
import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.EnvironmentProxies;
import io.github.toxmatrix.index.upstream.Netrc;
import io.github.toxmatrix.index.upstream.Network;
import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The network as the user has told pip and uv to use it. */
public final class ConfiguredNetwork implements Network {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final String TUNNEL = "jdk.http.auth.tunneling.disabledSchemes";

    private final Settings settings;
    private @Nullable HttpClient verifying;
    private @Nullable HttpClient trusting;

    private ConfiguredNetwork(Settings settings) {
        this.settings = settings;
    }

    /** All that makes one network another. */
    private record Settings(
            Certificates certificates,
            EnvironmentProxies proxies,
            Set<String> trusted,
            Netrc netrc,
            Duration timeout) {}

    /**
     * Reads what is needed.
     *
     * @param directory where installers are started, and relative paths begin
     * @throws IOException if a certificate, a proxy or the netrc file cannot be used; the message says which
     */
    public static ConfiguredNetwork of(InstallerSettings told, Map<String, String> environ, Path directory)
            throws IOException {
        PipSettings pip = told.pip();
        Certificates certificates = new Certificates(
                authorities(pip, environ, directory),
                pip.one("client-cert")
                        .or(() -> variable(environ, "SSL_CLIENT_CERT"))
                        .map(directory::resolve));
        certificates.check();
        EnvironmentProxies proxies = EnvironmentProxies.of(environ, pip.one("proxy"));
        Set<String> trusted = Stream.concat(pip.words("trusted-host"), told.uv().insecureHosts())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        // A little less than the installer's own patience, so that it hears the reason.
        long seconds = pip.timeout()
                .or(() -> variable(environ, "UV_HTTP_TIMEOUT"))
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Long::parseLong)
                .filter(number -> number > 0)
                .orElse(15L);
        return new ConfiguredNetwork(new Settings(
                certificates,
                proxies,
                trusted,
                Netrc.read(environ),
                Duration.ofSeconds(seconds).multipliedBy(9).dividedBy(10)));
    }

    private HttpClient create(boolean verified) throws IOException {
        EnvironmentProxies proxies = settings.proxies();
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(settings.certificates().context(verified))
                .proxy(proxies);
        if (proxies.haveCredentials()) {
            if (System.getProperty(TUNNEL) == null) {
                // The JDK would not send a password to a proxy for https at all.
                System.setProperty(TUNNEL, "");
            }
            builder.authenticator(new ProxyAuthenticator(proxies));
        }
        return builder.build();
    }

    private static final class ProxyAuthenticator extends Authenticator {

        private final EnvironmentProxies proxies;

        ProxyAuthenticator(EnvironmentProxies proxies) {
            this.proxies = proxies;
        }

        @Override
        protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY
                    ? proxies.authentication(getRequestingHost(), getRequestingPort())
                            .orElse(null)
                    : null;
        }
    }

    /** pip's own setting, then what uv and Python's requests take. */
    private static List<Path> authorities(PipSettings pip, Map<String, String> environ, Path directory)
            throws IOException {
        Optional<Path> file = pip.one("cert")
                .or(() -> variable(environ, "SSL_CERT_FILE"))
                .or(() -> variable(environ, "REQUESTS_CA_BUNDLE"))
                .or(() -> variable(environ, "CURL_CA_BUNDLE"))
                .map(directory::resolve);
        return file.isPresent() ? bundles(file.get()) : List.of();
    }

    /** Itself, or what lies in it: OpenSSL's folders have files called by hashes, {@code 1f2e3d4c.0}. */
    private static List<Path> bundles(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return List.of(place);
        }
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(each -> each.toString().matches(".*\\.(pem|crt|\\d+)"))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<String> variable(Map<String, String> environ, String name) {
        return Optional.ofNullable(environ.get(name)).filter(value -> !value.isBlank());
    }

    /** Made when it is first needed: a run from known pins asks nobody, and certificates take long to read. */
    @Override
    public synchronized HttpClient client(URI url) throws IOException {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        Set<String> trusted = settings.trusted();
        if (trusted.contains(host) || trusted.contains(host + ":" + url.getPort())) {
            trusting = trusting == null ? create(false) : trusting;
            return trusting;
        }
        verifying = verifying == null ? create(true) : verifying;
        return verifying;
    }

    @Override
    public Optional<Credentials> credentials(URI url) {
        return settings.netrc().find(String.valueOf(url.getHost()));
    }

    @Override
    public Duration timeout() {
        return settings.timeout();
    }

    /** Those that were told the same are the same, so that one serves all who are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfiguredNetwork own && own.settings.equals(settings);
    }

    @Override
    public int hashCode() {
        return settings.hashCode();
    }
}
