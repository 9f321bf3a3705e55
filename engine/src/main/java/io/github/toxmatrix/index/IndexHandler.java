package io.github.toxmatrix.index;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.toxmatrix.index.page.FileLink;
import io.github.toxmatrix.index.page.MalformedPageException;
import io.github.toxmatrix.index.page.Page;
import io.github.toxmatrix.index.page.PageFormat;
import io.github.toxmatrix.index.page.ProjectName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers pip and uv: {@code /SECRET/INDEX/PROJECT/} is a page, {@code /SECRET/INDEX/PROJECT/KEY/FILENAME} a file that it
 * names, {@code ….metadata} the metadata beside it; everything else does not exist. The page of an index that has but one
 * is that of the project {@code -}.
 */
final class IndexHandler implements HttpHandler {

    /** Stands for a project where an index has one page for all. */
    static final String ALL = "-";

    private static final System.Logger LOGGER = System.getLogger(IndexHandler.class.getName());
    private static final String METADATA = ".metadata";

    private final byte[] secret;
    private final Map<String, Upstream> upstreams;
    private final Pages pages;
    private final Artifacts artifacts;
    private final Optional<Instant> asOf;

    /**
     * @param secret the first part of all paths
     * @param upstreams by their ids
     * @param asOf what was uploaded later is left out
     */
    IndexHandler(
            String secret, Map<String, Upstream> upstreams, Pages pages, Artifacts artifacts, Optional<Instant> asOf) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.upstreams = Map.copyOf(upstreams);
        this.pages = pages;
        this.artifacts = artifacts;
        this.asOf = asOf;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    refuse(exchange, 405, "GET and HEAD alone");
                    return;
                }
                route(exchange);
            } catch (UpstreamException failed) {
                refuse(exchange, failed.status(), String.valueOf(failed.getMessage()));
            }
        } catch (IOException | RuntimeException failed) {
            // Thrown on, it makes the server cut the connection, so that nobody takes a part for the whole.
            LOGGER.log(System.Logger.Level.DEBUG, "an answer was cut off", failed);
            throw failed;
        }
    }

    private void route(HttpExchange exchange) throws IOException, UpstreamException {
        String[] parts = exchange.getRequestURI().getRawPath().split("/", -1);
        boolean known = parts.length >= 4
                && MessageDigest.isEqual(secret, parts[1].getBytes(StandardCharsets.UTF_8))
                && upstreams.containsKey(parts[2]);
        Upstream upstream = known ? upstreams.get(parts[2]) : null;
        Optional<String> project = known ? project(decode(parts[3])) : Optional.empty();
        if (upstream == null
                || project.isEmpty()
                || (upstream.kind() == Upstream.Kind.FLAT) != project.get().equals(ALL)) {
            refuse(exchange, 404, "nothing is here");
        } else if (parts.length == 4) {
            exchange.getResponseHeaders().set("Location", "/" + parts[1] + "/" + parts[2] + "/" + project.get() + "/");
            refuse(exchange, 301, "a page has a slash at its end");
        } else if (parts.length == 5 && parts[4].isEmpty()) {
            page(exchange, upstream, project.get());
        } else if (parts.length == 6) {
            file(exchange, upstream, link(upstream, project.get(), parts[4], decode(parts[5])), decode(parts[5]));
        } else {
            refuse(exchange, 404, "nothing is here");
        }
    }

    private static Optional<String> project(String text) {
        return text.equals(ALL) ? Optional.of(ALL) : ProjectName.parse(text).map(ProjectName::value);
    }

    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException invalid) {
            return "";
        }
    }

    private void page(HttpExchange exchange, Upstream upstream, String project) throws IOException, UpstreamException {
        Headers request = exchange.getRequestHeaders();
        Optional<PageFormat.Answer> wanted =
                PageFormat.wanted(String.join(",", request.getOrDefault("Accept", List.of())));
        if (wanted.isEmpty()) {
            refuse(exchange, 406, "there are " + PageFormat.ACCEPTED);
            return;
        }
        Pages.Found found = pages.get(upstream, project, isAskedAnew(request));
        if (found.page().isUnknown()) {
            refuse(exchange, 404, upstream.url() + " has no project " + project);
            return;
        }
        String tag = "\""
                + Hashing.hex(wanted.get() + " " + asOf + " "
                        + Hashing.hex(found.page().body())) + "\"";
        Headers headers = exchange.getResponseHeaders();
        headers.set("ETag", tag);
        headers.set("Vary", "Accept");
        headers.set("Cache-Control", cacheControl(found.fresh()));
        if (String.join(",", request.getOrDefault("If-None-Match", List.of())).contains(tag)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        Page page = parse(upstream, project, found.page());
        headers.set("Content-Type", wanted.get().contentType());
        send(exchange, 200, wanted.get().format().render(project, page, IndexHandler::place));
    }

    /** pip wants it so for every page, uv after {@code --refresh}. */
    private static boolean isAskedAnew(Headers request) {
        String control = String.join(",", request.getOrDefault("Cache-Control", List.of()));
        return control.contains("no-cache") || control.matches(".*\\bmax-age=0\\b.*");
    }

    private static String cacheControl(Duration fresh) {
        return fresh.toSeconds() > 0 ? "max-age=" + fresh.toSeconds() : "no-cache";
    }

    private Page parse(Upstream upstream, String project, StoredPage stored) throws UpstreamException {
        try {
            Page page = stored.parse();
            if (asOf.isEmpty()) {
                return page;
            }
            if (!page.hasUploadTimes()) {
                throw new UpstreamException(
                        502,
                        upstream.url() + " does not tell when files of " + project
                                + " were uploaded: it cannot be shown as of " + asOf.get());
            }
            return page.asOf(asOf.get());
        } catch (MalformedPageException malformed) {
            throw new UpstreamException(502, upstream.url() + ": " + malformed.getMessage());
        }
    }

    private static String place(FileLink file) {
        return Artifact.key(file) + "/"
                + URLEncoder.encode(file.filename(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What a page names, and nothing else, can be had. */
    private Optional<FileLink> link(Upstream upstream, String project, String key, String filename)
            throws UpstreamException {
        Optional<StoredPage> stored = pages.stored(upstream, project);
        Optional<FileLink> link =
                stored.isPresent() ? link(upstream, project, stored.get(), key, filename) : Optional.empty();
        if (link.isPresent()) {
            return link;
        }
        return link(upstream, project, pages.get(upstream, project, false).page(), key, filename);
    }

    private Optional<FileLink> link(Upstream upstream, String project, StoredPage stored, String key, String filename)
            throws UpstreamException {
        if (stored.isUnknown()) {
            return Optional.empty();
        }
        return parse(upstream, project, stored).files().stream()
                .filter(link -> names(link, filename))
                .filter(link -> Artifact.key(link).equals(key))
                .findFirst();
    }

    private static boolean names(FileLink link, String filename) {
        return filename.equals(link.filename()) || (link.hasMetadata() && filename.equals(link.filename() + METADATA));
    }

    private void file(HttpExchange exchange, Upstream upstream, Optional<FileLink> found, String filename)
            throws IOException, UpstreamException {
        if (found.isEmpty()) {
            refuse(exchange, 404, "no page names " + filename);
            return;
        }
        FileLink link = found.get();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/octet-stream");
        headers.set("Accept-Ranges", "bytes");
        headers.set("Cache-Control", link.hashes().isEmpty() ? "no-cache" : "max-age=365000000, immutable");
        String tag = "\"" + Artifact.key(link) + (filename.equals(link.filename()) ? "" : "-m") + "\"";
        headers.set("ETag", tag);
        if (!link.hashes().isEmpty()
                && String.join(",", exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of()))
                        .contains(tag)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        if (!filename.equals(link.filename())) {
            try (Content content = artifacts.metadata(upstream, link)) {
                content(exchange, content, Optional.empty());
            }
            return;
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", String.valueOf(artifacts.size(upstream, link)));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        distribution(exchange, upstream, link, range(exchange.getRequestHeaders(), tag));
    }

    private static Optional<String> range(Headers request, String tag) {
        Optional<String> unless = Optional.ofNullable(request.getFirst("If-Range"));
        return Stream.ofNullable(request.getFirst("Range"))
                .filter(ByteRange::isOne)
                .filter(range -> unless.isEmpty() || unless.get().equals(tag))
                .findFirst();
    }

    private void distribution(HttpExchange exchange, Upstream upstream, FileLink link, Optional<String> range)
            throws IOException, UpstreamException {
        if (range.isPresent()) {
            Optional<Artifacts.Piece> piece = artifacts.piece(upstream, link, range.get());
            if (piece.isPresent()) {
                try (Artifacts.Piece given = piece.get()) {
                    piece(exchange, given);
                }
                return;
            }
        }
        try (Content content = artifacts.distribution(upstream, link)) {
            content(exchange, content, range);
        }
    }

    private static void piece(HttpExchange exchange, Artifacts.Piece piece) throws IOException {
        startPart(exchange, piece.range(), piece.total());
        InputStream from = piece.answer().body();
        OutputStream to = exchange.getResponseBody();
        byte[] buffer = new byte[1 << 16];
        for (long left = piece.range().length(); left > 0; ) {
            int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("the index cut off a part of a file");
            }
            to.write(buffer, 0, read);
            left -= read;
        }
        to.close();
    }

    private static void content(HttpExchange exchange, Content content, Optional<String> range) throws IOException {
        ByteRange part = new ByteRange(0, content.size() - 1);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.size()));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        if (range.isPresent()) {
            Optional<ByteRange> asked = ByteRange.parse(range.get(), content.size());
            if (asked.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Range", "bytes */" + content.size());
                refuse(exchange, 416, "it has " + content.size() + " bytes");
                return;
            }
            part = asked.get();
            startPart(exchange, part, content.size());
        } else {
            exchange.sendResponseHeaders(200, content.size() == 0 ? -1 : content.size());
        }
        copy(content, part, exchange.getResponseBody());
    }

    private static void startPart(HttpExchange exchange, ByteRange part, long total) throws IOException {
        exchange.getResponseHeaders().set("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + total);
        exchange.sendResponseHeaders(206, part.length());
    }

    private static void copy(Content content, ByteRange part, OutputStream to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        for (long at = part.first(); at <= part.last(); ) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), part.last() - at + 1));
            int read = content.read(at, buffer);
            if (read < 0) {
                throw new IOException("a file ended too early");
            }
            to.write(buffer.array(), 0, read);
            at += read;
        }
        to.close();
    }

    private static void refuse(HttpExchange exchange, int status, String message) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/plain; charset=utf-8");
        List.of("ETag", "Accept-Ranges").forEach(headers::remove);
        headers.set("Cache-Control", "no-cache");
        send(exchange, status, (message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
