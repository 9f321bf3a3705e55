package io.github.toxmatrix.index;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.cache.ByteRange;
import io.github.toxmatrix.index.server.IndexOptions;
import io.github.toxmatrix.index.upstream.Upstream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An index on loopback that answers as a test says, and remembers what it was asked. */
public final class FakeIndex implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** What was asked. */
    public record Request(String method, String path, Map<String, List<String>> headers) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> String.join(",", entry.getValue()))
                    .findFirst()
                    .orElse("");
        }
    }

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    private FakeIndex(HttpServer server) {
        this.server = server;
    }

    public static FakeIndex start() {
        return start(0);
    }

    public static FakeIndex start(int port) {
        try {
            return started(HttpServer.create(new InetSocketAddress(IndexOptions.loopback(), port), 0));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** By https, where {@code clients} says so only for those that show a certificate. */
    public static FakeIndex start(SSLContext context, boolean clients) {
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(IndexOptions.loopback(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters own = context.getDefaultSSLParameters();
                    own.setNeedClientAuth(clients);
                    parameters.setSSLParameters(own);
                }
            });
            return started(server);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static FakeIndex started(HttpServer server) {
        FakeIndex index = new FakeIndex(server);
        server.createContext("/", index::handle);
        server.setExecutor(index.executor);
        server.start();
        return index;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        requests.add(new Request(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders())));
        try (exchange) {
            answers.getOrDefault(path, status(404)).give(exchange);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    public URI url(String path) {
        return URI.create((server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port() + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Has a real uv and pip ask this index, and nothing of what the machine configures. */
    public void configure(Map<String, String> environ, Path uvCache) {
        environ.keySet().removeIf(name -> name.startsWith("PIP_") || name.startsWith("UV_"));
        environ.merge("PATH", RealUv.find().getParent().toString(), (path, uv) -> uv + File.pathSeparator + path);
        environ.put("PIP_CONFIG_FILE", File.separator.equals("/") ? "/dev/null" : "nul");
        environ.put("PIP_INDEX_URL", url("/simple/").toString());
        environ.put("UV_NO_CONFIG", "1");
        environ.put("UV_CACHE_DIR", uvCache.toString());
    }

    public Upstream upstream() {
        return Upstream.parse(url("/simple/").toString(), Upstream.Kind.SIMPLE).orElseThrow();
    }

    public FakeIndex on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    /** A wheel or another file, and a page in HTML that names it. */
    public FakeIndex publish(String project, String filename, byte[] content) {
        return on(
                        "/simple/" + project + "/",
                        html("<a href=\"/files/%s#sha256=%s\">%s</a>"
                                .formatted(filename, Sha256.hex(content), filename)))
                .on("/files/" + filename, content("application/octet-stream", content));
    }

    /** Wheels of a project by the times when they were uploaded, on a page in JSON that tells these (PEP 700). */
    public FakeIndex publish(String project, Map<Wheel, String> uploads) {
        String files = uploads.entrySet().stream()
                .map(upload -> {
                    byte[] content = upload.getKey().bytes();
                    String filename = upload.getKey().filename();
                    on("/files/" + filename, content("application/octet-stream", content));
                    return "{\"filename\": \"%s\", \"url\": \"/files/%s\", \"hashes\": {\"sha256\": \"%s\"}, \"size\": %d, \"upload-time\": \"%s\"}"
                            .formatted(filename, filename, Sha256.hex(content), content.length, upload.getValue());
                })
                .collect(Collectors.joining(", "));
        String versions = uploads.keySet().stream()
                .map(wheel -> "\"" + wheel.version() + "\"")
                .collect(Collectors.joining(", "));
        return on(
                "/simple/" + project + "/",
                json("{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \"%s\", \"versions\": [%s], \"files\": [%s]}"
                        .formatted(project, versions, files)));
    }

    public List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    public List<Request> requests() {
        return new ArrayList<>(requests);
    }

    /** A page that may be another one at the next request. */
    public static Answer html(String body) {
        return page("text/html", "<html><body>" + body + "</body></html>");
    }

    /** A page that may be another one at the next request. */
    public static Answer json(String body) {
        return page("application/vnd.pypi.simple.v1+json", body);
    }

    private static Answer page(String type, String body) {
        return content(type, body.getBytes(StandardCharsets.UTF_8), "Cache-Control", "no-cache");
    }

    public static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** As an index does that understands ranges, HEAD and ETags. */
    public static Answer content(String type, byte[] body, String... headers) {
        String tag = "\"" + Sha256.hex(body).substring(0, 16) + "\"";
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("ETag", tag);
            for (int index = 0; index < headers.length; index += 2) {
                exchange.getResponseHeaders().set(headers[index], headers[index + 1]);
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(200, -1);
            } else if (range != null) {
                ByteRange part = ByteRange.parse(range, body.length).orElseThrow();
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + body.length);
                exchange.sendResponseHeaders(206, part.length());
                exchange.getResponseBody().write(body, (int) part.first(), (int) part.length());
            } else {
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        };
    }

    /** Announces everything, gives a part, and goes away. */
    public static Answer cut(byte[] body, int after) {
        return exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, after);
            out.flush();
        };
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
