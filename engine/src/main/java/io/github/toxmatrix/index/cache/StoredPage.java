package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.digest.Sha256;
import io.github.toxmatrix.index.page.MalformedPageException;
import io.github.toxmatrix.index.page.Page;
import io.github.toxmatrix.index.page.PageFormat;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** An answer of an index for a project, as it came: a page, or that there is none. Immutable. */
public final class StoredPage {

    private static final String UNKNOWN = "404";

    private final Head head;
    private final String digest;
    private final byte[] body;

    /**
     * What is told of it.
     *
     * @param contentType of the body; {@code 404} if the index does not know the project
     * @param etag may be empty, as may {@code lastModified}
     * @param confirmed when the index gave it, or said that it is still so
     * @param maxAge how long from then it need not be asked
     */
    record Head(URI url, String contentType, String etag, String lastModified, Instant confirmed, Duration maxAge) {}

    /** @param digest SHA-256 of the body, kept with it: to take it for each answer would cost more than all else of one */
    StoredPage(Head head, String digest, byte[] body) {
        this.head = head;
        this.digest = digest;
        this.body = body.clone();
    }

    static StoredPage received(Head head, byte[] body) {
        return new StoredPage(head, Sha256.hex(body), body);
    }

    static StoredPage unknown(URI url, Instant confirmed, Duration maxAge) {
        return received(new Head(url, UNKNOWN, "", "", confirmed, maxAge), new byte[0]);
    }

    Head head() {
        return head;
    }

    public String digest() {
        return digest;
    }

    byte[] body() {
        return body.clone();
    }

    public boolean isUnknown() {
        return head.contentType().equals(UNKNOWN);
    }

    boolean isFresh(Instant now) {
        return !left(now).isZero();
    }

    /** How long it need not be asked for again; nobody knows where the clock was set back meanwhile. */
    Duration left(Instant now) {
        Duration left = Duration.between(now, head.confirmed().plus(head.maxAge()));
        return left.isNegative() || now.isBefore(head.confirmed()) ? Duration.ZERO : left;
    }

    /** The same, said anew to be so. */
    StoredPage confirmed(Instant now, Duration maxAge) {
        return new StoredPage(
                new Head(head.url(), head.contentType(), head.etag(), head.lastModified(), now, maxAge), digest, body);
    }

    public Page parse() throws MalformedPageException {
        return PageFormat.parse(body, head.contentType(), head.url());
    }
}
