package io.github.toxmatrix.index.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.toxmatrix.index.cache.Artifact;
import io.github.toxmatrix.index.cache.Artifacts;
import io.github.toxmatrix.index.cache.Content;
import io.github.toxmatrix.index.page.FileLink;
import io.github.toxmatrix.index.page.ProjectName;
import io.github.toxmatrix.index.upstream.Failures;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.index.upstream.UpstreamException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers pip and uv: {@code /SECRET/INDEX/PROJECT/} is a page, {@code /SECRET/INDEX/PROJECT/KEY/FILENAME} a file that it
 * names, {@code ….metadata} the metadata beside it; {@code /SECRET/INDEX/} is empty and says that the index is served;
 * everything else does not exist. The page of an index that has but one is that of the project {@code -}. After the secret, a
 * time may stand ({@link PastIndex}), as of which everything is shown.
 */
final class IndexHandler implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger(IndexHandler.class.getName());

    private final byte[] secret;
    private final Map<String, Upstream> upstreams;
    private final ShownPages pages;
    private final Artifacts artifacts;
    private final Failures failures;

    /**
     * @param secret the first part of all paths
     * @param upstreams by their ids
     */
    IndexHandler(
            String secret, Map<String, Upstream> upstreams, ShownPages pages, Artifacts artifacts, Failures failures) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.upstreams = Map.copyOf(upstreams);
        this.pages = pages;
        this.artifacts = artifacts;
        this.failures = failures;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Reply reply = new Reply(exchange);
        try (exchange) {
            try {
                if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                    reply.headers().set("Allow", "GET, HEAD");
                    reply.refuse(405, "GET and HEAD alone");
                    return;
                }
                route(reply, List.of(exchange.getRequestURI().getRawPath().split("/", -1)));
            } catch (UpstreamException failed) {
                failures.note(String.valueOf(failed.getMessage()));
                reply.fail(failed);
            }
        } catch (IOException | RuntimeException failed) {
            // Thrown on, it makes the server cut the connection, so that nobody takes a part for the whole.
            LOGGER.log(System.Logger.Level.DEBUG, "an answer was cut off", failed);
            throw failed;
        }
    }

    private void route(Reply reply, List<String> path) throws IOException, UpstreamException {
        boolean known =
                path.size() >= 3 && MessageDigest.isEqual(secret, path.get(1).getBytes(StandardCharsets.UTF_8));
        Optional<Instant> asOf = known ? PastIndex.time(path.get(2)) : Optional.empty();
        List<String> parts = path.subList(known ? asOf.isPresent() ? 3 : 2 : path.size(), path.size());
        Upstream upstream = parts.size() >= 2 ? upstreams.get(parts.get(0)) : null;
        if (upstream == null) {
            reply.refuse(404, "nothing is here");
        } else if (parts.size() == 2 && parts.get(1).isEmpty()) {
            reply.empty();
        } else {
            route(reply, new ShownPages.View(upstream, asOf), parts);
        }
    }

    private void route(Reply reply, ShownPages.View view, List<String> parts) throws IOException, UpstreamException {
        Upstream upstream = view.upstream();
        Optional<String> project = project(decode(parts.get(1)))
                .filter(name -> name.equals(Upstream.ALL) == (upstream.kind() == Upstream.Kind.FLAT));
        if (project.isEmpty()) {
            reply.refuse(404, "nothing is here");
        } else if (parts.size() == 2) {
            reply.headers().set("Location", project.get() + "/");
            reply.refuse(301, "a page has a slash at its end");
        } else if (parts.size() == 3 && parts.get(2).isEmpty()) {
            pages.answer(reply, view, project.get());
        } else if (parts.size() == 4) {
            String filename = decode(parts.get(3));
            Optional<FileLink> link = pages.link(view, project.get(), parts.get(2), filename);
            if (link.isPresent()) {
                file(reply, upstream, link.get(), !filename.equals(link.get().filename()));
            } else {
                reply.refuse(404, "no page names " + filename);
            }
        } else {
            reply.refuse(404, "nothing is here");
        }
    }

    private static Optional<String> project(String text) {
        return text.equals(Upstream.ALL)
                ? Optional.of(Upstream.ALL)
                : ProjectName.parse(text).map(ProjectName::value);
    }

    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException invalid) {
            return "";
        }
    }

    private void file(Reply reply, Upstream upstream, FileLink link, boolean metadata)
            throws IOException, UpstreamException {
        boolean lasting = Artifact.isLasting(link);
        String tag = "\"" + Artifact.key(link) + (metadata ? "-m" : "") + "\"";
        Headers headers = reply.headers();
        headers.set("Content-Type", "application/octet-stream");
        headers.set("Accept-Ranges", "bytes");
        headers.set("Cache-Control", lasting ? "max-age=365000000, immutable" : "no-cache");
        headers.set("ETag", tag);
        if (lasting && reply.isKnown(tag)) {
            return;
        }
        if (metadata) {
            try (Content content = artifacts.metadata(upstream, link)) {
                reply.send(content, Optional.empty());
            }
        } else if (reply.isHead()) {
            reply.head(200, artifacts.size(upstream, link));
        } else {
            distribution(reply, upstream, link, reply.range(tag));
        }
    }

    private void distribution(Reply reply, Upstream upstream, FileLink link, Optional<String> range)
            throws IOException, UpstreamException {
        Optional<Artifacts.Piece> piece =
                range.isPresent() ? artifacts.piece(upstream, link, range.get()) : Optional.empty();
        if (piece.isPresent()) {
            try (Artifacts.Piece given = piece.get()) {
                reply.send(given);
            }
            return;
        }
        try (Content content = artifacts.distribution(upstream, link)) {
            reply.send(content, range);
        }
    }
}
