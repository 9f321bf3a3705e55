package io.github.toxmatrix.index.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.toxmatrix.index.cache.Artifacts;
import io.github.toxmatrix.index.cache.ByteRange;
import io.github.toxmatrix.index.cache.Content;
import io.github.toxmatrix.index.upstream.UpstreamException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A request of pip or uv, and what is answered. To HEAD, everything is answered but the body. */
record Reply(HttpExchange exchange) {

    private static final int BUFFER = 1 << 16;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final JsonFactory JSON = new JsonFactory();

    boolean isHead() {
        return exchange.getRequestMethod().equals("HEAD");
    }

    /** All values of a header of the request, separated by commas; may be empty. */
    String asked(String header) {
        return String.join(",", exchange.getRequestHeaders().getOrDefault(header, List.of()));
    }

    Headers headers() {
        return exchange.getResponseHeaders();
    }

    /** Answers that a client has it already, if so. */
    boolean isKnown(String tag) throws IOException {
        boolean known = asked("If-None-Match").contains(tag);
        if (known) {
            exchange.sendResponseHeaders(304, -1);
        }
        return known;
    }

    /** The one range that is asked for, if it is still meant for this content. */
    Optional<String> range(String tag) {
        Headers request = exchange.getRequestHeaders();
        Optional<String> unless = Optional.ofNullable(request.getFirst("If-Range"));
        return Stream.ofNullable(request.getFirst("Range"))
                .filter(ByteRange::isOne)
                .filter(range -> unless.isEmpty() || unless.get().equals(tag))
                .findFirst();
    }

    void refuse(int status, String message) throws IOException {
        unkept(TEXT);
        send(status, (message + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** As RFC 9457 describes problems: uv shows these. */
    void fail(UpstreamException failed) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("status", failed.status());
            json.writeStringField("detail", String.valueOf(failed.getMessage()));
            json.writeEndObject();
        }
        unkept("application/problem+json");
        send(failed.status(), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void unkept(String type) {
        headers().set("Content-Type", type);
        List.of("ETag", "Accept-Ranges").forEach(headers()::remove);
        headers().set("Cache-Control", "no-cache");
    }

    void send(int status, byte[] body) throws IOException {
        if (isHead()) {
            head(status, body.length);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** That it is here, and no more. */
    void empty() throws IOException {
        exchange.sendResponseHeaders(204, -1);
    }

    void head(int status, long length) throws IOException {
        headers().set("Content-Length", String.valueOf(length));
        exchange.sendResponseHeaders(status, -1);
    }

    /** A content, or the range of it that is asked for. */
    void send(Content content, Optional<String> range) throws IOException {
        if (isHead()) {
            head(200, content.size());
            return;
        }
        ByteRange part = new ByteRange(0, content.size() - 1);
        if (range.isPresent()) {
            Optional<ByteRange> asked = ByteRange.parse(range.get(), content.size());
            if (asked.isEmpty()) {
                headers().set("Content-Range", "bytes */" + content.size());
                refuse(416, "it has " + content.size() + " bytes");
                return;
            }
            part = asked.get();
            startPart(part, content.size());
        } else {
            exchange.sendResponseHeaders(200, content.size() == 0 ? -1 : content.size());
        }
        copy(content, part, exchange.getResponseBody());
    }

    /** A piece of a file as it comes from its index. */
    void send(Artifacts.Piece piece) throws IOException {
        startPart(piece.range(), piece.total());
        InputStream from = piece.answer().body();
        OutputStream to = exchange.getResponseBody();
        byte[] buffer = new byte[BUFFER];
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

    private void startPart(ByteRange part, long total) throws IOException {
        headers().set("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + total);
        exchange.sendResponseHeaders(206, part.length());
    }

    private static void copy(Content content, ByteRange part, OutputStream to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
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
}
