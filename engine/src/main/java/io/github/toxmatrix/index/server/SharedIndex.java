package io.github.toxmatrix.index.server;

import io.github.toxmatrix.index.upstream.Reason;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A caching index that the command {@code index} serves, on this machine or another. It gives each index of the user's the
 * URL that it has there too, so both machines have to be configured for the same ones, by the same user name if they
 * need one.
 */
public final class SharedIndex implements ServedIndex {

    private static final System.Logger LOGGER = System.getLogger(SharedIndex.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI base;
    private final Set<Upstream> served;

    private SharedIndex(URI base, Set<Upstream> served) {
        this.base = base;
        this.served = Set.copyOf(served);
    }

    /**
     * Asks it which indexes it stands before. Others are asked directly, as a warning says.
     *
     * @param base what {@code index} prints for it; holds a secret
     * @throws IOException if it cannot be reached, or is something else
     */
    public static SharedIndex open(URI base, Collection<Upstream> upstreams) throws IOException {
        Set<Upstream> served = new HashSet<>();
        for (Upstream upstream : upstreams) {
            int status = status(base, upstream);
            if (status == 204) {
                served.add(upstream);
            } else if (status == 404) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "the package index at " + base.getAuthority() + " does not stand before " + upstream.shown()
                                + ", which is asked directly: serve it where pip and uv are configured alike");
            } else {
                throw new IOException(
                        "what answers at " + base.getAuthority() + " is no package index of this program");
            }
        }
        return new SharedIndex(base, served);
    }

    /** Whether anybody is there. */
    static boolean isAnswered(URI base, List<Upstream> upstreams) {
        try {
            return upstreams.isEmpty() || status(base, upstreams.get(0)) > 0;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static int status(URI base, Upstream upstream) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + upstream.id() + "/"))
                .timeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException failed) {
            throw new IOException(
                    "the package index at " + base.getAuthority() + " cannot be used (" + Reason.of(failed)
                            + "): is `index` running there?",
                    failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public URI base() {
        return base;
    }

    @Override
    public Optional<URI> url(Upstream upstream) {
        return served.contains(upstream) ? Optional.of(upstream.below(base)) : Optional.empty();
    }

    @Override
    public String host() {
        return base.getHost();
    }

    @Override
    public boolean isLocal() {
        try {
            return InetAddress.getByName(host()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** It belongs to another process. */
    @Override
    public List<String> failures(Duration within) {
        return List.of();
    }

    /** Whoever began it: nobody takes over there. */
    @Override
    public String server() {
        return base.getAuthority();
    }

    @Override
    public boolean hasOtherServer(String before) {
        return false;
    }

    @Override
    public void close() {}
}
