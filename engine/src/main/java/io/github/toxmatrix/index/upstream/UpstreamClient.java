package io.github.toxmatrix.index.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.GZIPInputStream;

/** Asks the user's indexes. Redirections are followed; credentials go only to the host that they are for. */
public final class UpstreamClient implements AutoCloseable {

    private static final int MOST_REDIRECTIONS = 10;
    private static final Set<Integer> REDIRECTIONS = Set.of(301, 302, 303, 307, 308);

    private final Network network;
    private final Silences silences = new Silences();
    private final Set<GuardedStream> open = ConcurrentHashMap.newKeySet();
    private boolean closed;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "time limits of package indexes");
        thread.setDaemon(true);
        return thread;
    });

    public UpstreamClient(Network network) {
        this.network = network;
    }

    /**
     * An answer. Whoever has it closes it.
     *
     * @param url from which it came at last
     */
    public record Answer(int status, HttpHeaders headers, URI url, InputStream body) implements AutoCloseable {

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** In bytes; -1 if it is not told. */
        public long length() {
            String length = header("Content-Length");
            return length.matches("\\d{1,15}") ? Long.parseLong(length) : -1;
        }

        /**
         * The whole body, decompressed.
         *
         * @throws UpstreamException if it is longer than {@code most}
         */
        public byte[] read(int most) throws IOException, UpstreamException {
            try (InputStream plain =
                    header("Content-Encoding").toLowerCase(Locale.ROOT).contains("gzip")
                            ? new GZIPInputStream(body)
                            : body) {
                byte[] content = plain.readNBytes(most + 1);
                if (content.length > most) {
                    throw new UpstreamException(
                            502, "what " + url + " answers is larger than " + (most >> 20) + " MiB");
                }
                return content;
            }
        }

        /** The same, of which the body was read. */
        public Answer withBody(InputStream content) {
            return new Answer(status, headers, url, content);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    public Duration timeout() {
        return network.timeout();
    }

    /**
     * Sends one request and those that redirections lead to.
     *
     * @param upstream whose credentials may be sent, to its own host
     * @param timeout until the head of the answer is there
     */
    public Answer send(String method, Upstream upstream, URI url, Map<String, String> headers, Duration timeout)
            throws IOException {
        URI at = url;
        for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
            HttpResponse<InputStream> response = once(method, upstream, at, headers, timeout);
            Optional<String> location = response.headers().firstValue("Location");
            if (!REDIRECTIONS.contains(response.statusCode()) || location.isEmpty()) {
                return new Answer(response.statusCode(), response.headers(), withoutUser(at), guarded(response.body()));
            }
            response.body().close();
            at = redirected(at, location.get());
        }
        throw new IOException("it redirects more than " + MOST_REDIRECTIONS + " times");
    }

    private synchronized GuardedStream guarded(InputStream body) throws IOException {
        if (closed) {
            body.close();
            throw new ClosedChannelException();
        }
        GuardedStream stream = new GuardedStream(body, network.timeout(), timer, open::remove);
        open.add(stream);
        return stream;
    }

    private static URI redirected(URI from, String location) throws IOException {
        try {
            URI to = from.resolve(location);
            String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
            if (to.getHost() == null || !(scheme.equals("https") || scheme.equals(from.getScheme()))) {
                throw new IOException("it redirects to something other than https");
            }
            return to;
        } catch (IllegalArgumentException invalid) {
            throw new IOException("it redirects to something that is no URL", invalid);
        }
    }

    private HttpResponse<InputStream> once(
            String method, Upstream upstream, URI url, Map<String, String> headers, Duration timeout)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(withoutUser(url)).timeout(timeout).header("User-Agent", "tox-matrix");
        if (method.equals("GET")) {
            request.GET();
        } else {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        if ("http".equalsIgnoreCase(url.getScheme())) {
            // Without TLS, HTTP/2 would have to be negotiated by headers that not every index understands.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        headers.forEach(request::header);
        credentials(upstream, url).ifPresent(found -> request.header("Authorization", found.authorization()));
        silences.check(url);
        try {
            HttpResponse<InputStream> answer =
                    network.client(url).send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            silences.forget(url);
            return answer;
        } catch (HttpTimeoutException silent) {
            silences.note(url);
            throw silent;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private Optional<Credentials> credentials(Upstream upstream, URI url) {
        if (upstream.manner().anonymous() && sameOrigin(upstream.url(), url)) {
            return Optional.empty();
        }
        return Credentials.of(url)
                .or(() -> sameOrigin(upstream.url(), url) ? upstream.credentials() : Optional.empty())
                .or(() -> network.credentials(url));
    }

    private static boolean sameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }

    private static URI withoutUser(URI url) {
        String user = url.getRawUserInfo();
        return user == null ? url : URI.create(url.toString().replaceFirst("//[^/@]*@", "//"));
    }

    /** Whoever still reads an answer hears that it was closed. */
    @Override
    public synchronized void close() {
        closed = true;
        timer.shutdownNow();
        open.forEach(GuardedStream::abort);
    }
}
