package io.github.toxmatrix.index.server;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.cache.PackageCache;
import io.github.toxmatrix.index.upstream.Credentials;
import io.github.toxmatrix.index.upstream.Network;
import io.github.toxmatrix.index.upstream.Reason;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A caching index in front of some of the user's: served by this process, or by another one that does so already, until
 * that ends; then this one takes over at the same place.
 *
 * <p>Each index of the user's has a URL of its own, and nothing is ever mixed: which of several indexes a package is taken
 * from remains the decision of pip (the best of all) and uv (the first that has it), as the user has told them.
 */
public final class PackageIndex implements ServedIndex {

    private static final System.Logger LOGGER = System.getLogger(PackageIndex.class.getName());
    private static final int ATTEMPTS = 100;
    private static final int BIND_ATTEMPTS = 20;
    private static final int PAUSE = 50; // milliseconds

    private final List<Upstream> upstreams;
    private final Network network;
    private final IndexOptions options;
    private final Clock clock;
    private final PackageCache folder;
    private final Path file;
    private final EndpointLock lock;
    private volatile Endpoint endpoint;
    private @Nullable IndexServer server;
    private @Nullable Thread successor;
    private boolean closed;

    private PackageIndex(
            List<Upstream> upstreams, Network network, IndexOptions options, Clock clock, PackageCache folder)
            throws IOException {
        this.upstreams = List.copyOf(upstreams);
        this.network = network;
        this.options = options;
        this.clock = clock;
        this.folder = folder;
        String name = Sha256.hex(upstreams.stream().map(Upstream::id).sorted().collect(Collectors.joining(" "))
                        + options.address().getHostAddress()
                        + options.port())
                .substring(0, 16);
        this.file = folder.endpoints().resolve(name);
        this.endpoint = ownEndpoint();
        this.lock = EndpointLock.open(folder.endpoints().resolve(name + ".lock"));
    }

    private Endpoint ownEndpoint() {
        return sealed(Endpoint.create());
    }

    private Endpoint sealed(Endpoint place) {
        return place.sealed(seal(place.secret()));
    }

    /** The same for the same credentials; tells nothing of them to who does not have them. */
    private String seal(String secret) {
        return Sha256.hex(upstreams.stream()
                .map(upstream -> upstream.id()
                        + upstream.credentials().map(Credentials::authorization).orElse(""))
                .sorted()
                .collect(Collectors.joining("\n", secret, "")));
    }

    /**
     * Serves it, or finds who does.
     *
     * @throws IOException if the cache cannot be used, or no port can be bound; the message says which
     */
    public static PackageIndex open(List<Upstream> upstreams, Network network, IndexOptions options)
            throws IOException {
        return open(upstreams, network, options, Clock.systemUTC());
    }

    static PackageIndex open(List<Upstream> upstreams, Network network, IndexOptions options, Clock clock)
            throws IOException {
        PackageCache folder = PackageCache.open(options.cache(), options.size());
        PackageIndex index = new PackageIndex(upstreams, network, options, clock, folder);
        try {
            index.join();
            return index;
        } catch (IOException | RuntimeException failed) {
            index.close();
            throw failed;
        }
    }

    @Override
    public Optional<URI> url(Upstream upstream) {
        return upstreams.contains(upstream) ? Optional.of(upstream.below(base())) : Optional.empty();
    }

    @Override
    public URI base() {
        return URI.create("http://" + host() + ":" + endpoint.port() + "/" + endpoint.secret() + "/");
    }

    @Override
    public boolean isLocal() {
        return options.address().isLoopbackAddress();
    }

    @Override
    public String host() {
        return options.address() instanceof Inet6Address
                ? "[" + options.address().getHostAddress().replaceFirst("%.*", "") + "]"
                : options.address().getHostAddress();
    }

    /** Whether this process serves it, not another one. */
    public synchronized boolean isServing() {
        return server != null;
    }

    @Override
    public synchronized List<String> failures(Duration within) {
        return server == null ? List.of() : server.failures().within(within);
    }

    /** Whoever begins to serve writes the file anew. */
    @Override
    public String server() {
        if (isServing()) {
            return "this process";
        }
        try {
            BasicFileAttributes written = Files.readAttributes(file, BasicFileAttributes.class);
            return written.fileKey() + " " + written.lastModifiedTime();
        } catch (IOException removed) {
            return "nobody";
        }
    }

    @Override
    public boolean hasOtherServer(String before) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!server().equals(before)) {
                return true;
            }
            if (SharedIndex.isAnswered(base(), upstreams)) { // by who has written the file before
                return !server().equals(before);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE);
        }
        return false;
    }

    private void join() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (lock.take()) {
                serve();
                return;
            }
            Optional<Endpoint> others = Endpoint.read(file).filter(found -> found.port() > 0);
            if (others.isPresent()) {
                follow(others.get());
                return;
            }
            pause();
        }
        throw new IOException("another process holds " + file + ".lock, but serves no package index");
    }

    private void follow(Endpoint others) throws IOException {
        if (!others.equals(sealed(others))) {
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "another process serves the same package indexes with other credentials; this one serves its own");
            IndexServer own = IndexServer.bind(options.address(), 0, network);
            endpoint = ownEndpoint().at(own.port());
            start(own);
            return;
        }
        endpoint = others;
        Thread thread = new Thread(this::succeed, "successor of a package index");
        thread.setDaemon(true);
        successor = thread;
        thread.start();
    }

    /** Waits until the one that serves ends, and serves then. */
    private void succeed() {
        try {
            lock.await();
            serve();
        } catch (IOException failed) {
            if (!isClosed()) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "the process that served packages has ended, and this one cannot go on: " + Reason.of(failed));
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** With the lock held. */
    private synchronized void serve() throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        Endpoint before = Endpoint.read(file).orElseGet(this::ownEndpoint);
        int port = options.port() > 0 ? options.port() : before.port();
        IndexServer bound = bindPatiently(port);
        endpoint = sealed(before.at(bound.port()));
        endpoint.write(folder, file);
        start(bound);
        folder.trim();
    }

    private synchronized void start(IndexServer bound) {
        server = bound;
        bound.start(endpoint.secret(), upstreams, folder, options, clock);
    }

    /** A process that dies may lose its lock a moment before it loses its port. */
    private IndexServer bindPatiently(int port) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                return IndexServer.bind(options.address(), port, network);
            } catch (BindException taken) {
                if (attempt == BIND_ATTEMPTS) {
                    return bindAnother(port, taken);
                }
                pause();
            }
        }
    }

    private IndexServer bindAnother(int port, BindException taken) throws IOException {
        if (options.port() > 0 || port == 0) {
            throw new IOException(
                    "cannot listen on " + options.address().getHostAddress() + " port " + port + ": "
                            + taken.getMessage(),
                    taken);
        }
        LOGGER.log(System.Logger.Level.WARNING, "port " + port + " of the package index is taken; another is chosen");
        return IndexServer.bind(options.address(), 0, network);
    }

    @Override
    public void close() {
        @Nullable IndexServer ended;
        @Nullable Thread waiting;
        synchronized (this) {
            closed = true;
            ended = server;
            server = null;
            waiting = successor;
        }
        if (waiting != null) {
            waiting.interrupt();
        }
        if (ended != null) {
            ended.close();
        }
        try {
            lock.close();
        } catch (IOException released) {
            LOGGER.log(System.Logger.Level.DEBUG, "closing a lock failed", released);
        }
    }
}
