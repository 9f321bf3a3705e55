package io.github.toxmatrix.index.upstream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Proxies as the variables of the environment name them, or pip's own setting. */
public final class EnvironmentProxies extends ProxySelector {

    private final Map<String, URI> proxies;
    private final ProxyExceptions direct;

    private EnvironmentProxies(Map<String, URI> proxies, ProxyExceptions direct) {
        super();
        this.proxies = Map.copyOf(proxies);
        this.direct = direct;
    }

    /**
     * Reads them.
     *
     * @param own pip's: for all hosts, before the variables, and whatever {@code NO_PROXY} says
     * @throws IOException if one is of a kind that cannot be used
     */
    public static EnvironmentProxies of(Map<String, String> environ, Optional<String> own) throws IOException {
        Map<String, URI> proxies = new HashMap<>();
        for (String scheme : List.of("http", "https")) {
            Optional<String> found =
                    own.or(() -> variable(environ, scheme + "_proxy")).or(() -> variable(environ, "all_proxy"));
            if (found.isPresent()) {
                proxies.put(scheme, proxy(found.get()));
            }
        }
        ProxyExceptions direct = own.isPresent()
                ? ProxyExceptions.none()
                : variable(environ, "no_proxy").map(ProxyExceptions::parse).orElseGet(ProxyExceptions::none);
        return new EnvironmentProxies(proxies, direct);
    }

    private static Optional<String> variable(Map<String, String> environ, String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(each -> environ.getOrDefault(each, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    private static URI proxy(String text) throws IOException {
        try {
            URI url = URI.create(text.contains("://") ? text : "http://" + text);
            if ("http".equalsIgnoreCase(url.getScheme()) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException invalid) {
            throw new IOException("a proxy is configured with something that is no URL", invalid);
        }
        throw new IOException("a proxy is configured that is none of HTTP; the package index cannot use it");
    }

    @Override
    public List<Proxy> select(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        URI proxy = proxies.get(scheme);
        if (proxy == null || direct.cover(url)) {
            return List.of(Proxy.NO_PROXY);
        }
        int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
        return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port)));
    }

    /** For a proxy at this place. */
    public Optional<PasswordAuthentication> authentication(String host, int port) {
        return proxies.values().stream()
                .filter(proxy ->
                        proxy.getHost().equalsIgnoreCase(host) && (proxy.getPort() < 0 ? 80 : proxy.getPort()) == port)
                .flatMap(proxy -> Credentials.of(proxy).stream())
                .findFirst()
                .map(found -> new PasswordAuthentication(
                        found.user(), found.password().toCharArray()));
    }

    public boolean haveCredentials() {
        return proxies.values().stream().anyMatch(proxy -> proxy.getUserInfo() != null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnvironmentProxies own && own.proxies.equals(proxies) && own.direct.equals(direct);
    }

    @Override
    public int hashCode() {
        return Objects.hash(proxies, direct);
    }

    @Override
    public void connectFailed(URI url, SocketAddress address, IOException cause) {
        // The request fails, and says so.
    }
}
