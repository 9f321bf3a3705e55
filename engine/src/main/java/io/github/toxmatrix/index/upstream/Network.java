package io.github.toxmatrix.index.upstream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;

/** How the user's indexes are reached: certificates, proxies, credentials. */
public interface Network {

    /**
     * The client for a URL; it follows no redirections itself.
     *
     * @throws IOException if what it needs cannot be used; the message says what
     */
    HttpClient client(URI url) throws IOException;

    /** Those of a host, such as a netrc file has them. */
    Optional<Credentials> credentials(URI url);

    /** How long an index may keep silent. */
    Duration timeout();
}
