package io.github.toxmatrix.index.server;

import com.sun.net.httpserver.HttpServer;
import io.github.toxmatrix.index.cache.Artifacts;
import io.github.toxmatrix.index.cache.PackageCache;
import io.github.toxmatrix.index.cache.PageStore;
import io.github.toxmatrix.index.cache.Pages;
import io.github.toxmatrix.index.upstream.Failures;
import io.github.toxmatrix.index.upstream.Network;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.index.upstream.UpstreamClient;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The HTTP server with all that it needs, until it is closed. */
final class IndexServer implements AutoCloseable {

    private static final int THREADS = 64;

    static {
        // Read once, when the JDK's server is first used. Without the first, answers wait 40 ms for an acknowledgement.
        setIfUnset("sun.net.httpserver.nodelay", "true");
        setIfUnset("sun.net.httpserver.maxReqTime", "60");
    }

    private final HttpServer server;
    private final UpstreamClient client;
    private final ExecutorService requests = Executors.newFixedThreadPool(THREADS, daemons("package index"));
    private final ExecutorService downloads = Executors.newCachedThreadPool(daemons("download of a package"));
    private final Failures failures = new Failures();

    private IndexServer(HttpServer server, UpstreamClient client) {
        this.server = server;
        this.client = client;
    }

    private static void setIfUnset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Binds the port; {@link #start} serves.
     *
     * @param port 0: any
     * @throws BindException if somebody else has the port, or the address is none of this machine's
     */
    static IndexServer bind(InetAddress address, int port, Network network) throws IOException {
        return new IndexServer(HttpServer.create(new InetSocketAddress(address, port), 0), new UpstreamClient(network));
    }

    int port() {
        return server.getAddress().getPort();
    }

    void start(String secret, Collection<Upstream> upstreams, PackageCache folder, IndexOptions options, Clock clock) {
        ShownPages pages = new ShownPages(new Pages(client, new PageStore(folder), clock, options.offline(), failures));
        Artifacts artifacts = new Artifacts(client, folder, options.offline(), downloads, failures);
        server.createContext(
                "/",
                new IndexHandler(
                        secret,
                        upstreams.stream().collect(Collectors.toMap(Upstream::id, Function.identity(), (a, b) -> a)),
                        pages,
                        artifacts,
                        failures));
        server.setExecutor(requests);
        server.start();
    }

    Failures failures() {
        return failures;
    }

    @Override
    public void close() {
        server.stop(0);
        requests.shutdownNow();
        downloads.shutdownNow();
        client.close();
    }
}
