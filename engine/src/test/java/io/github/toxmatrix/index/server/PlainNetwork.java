package io.github.toxmatrix.index.server;

import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Network;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A network without certificates and proxies. */
public record PlainNetwork(Duration timeout, Map<String, Credentials> byHost) implements Network {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static PlainNetwork patient() {
        return new PlainNetwork(Duration.ofSeconds(20), Map.of());
    }

    static PlainNetwork impatient() {
        return new PlainNetwork(Duration.ofMillis(200), Map.of());
    }

    @Override
    public HttpClient client(URI url) {
        return CLIENT;
    }

    @Override
    public Optional<Credentials> credentials(URI url) {
        return Optional.ofNullable(byHost.get(url.getHost()));
    }
}
