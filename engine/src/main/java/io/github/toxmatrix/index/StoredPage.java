package io.github.toxmatrix.index;

import io.github.toxmatrix.index.page.MalformedPageException;
import io.github.toxmatrix.index.page.Page;
import io.github.toxmatrix.index.page.PageFormat;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** An answer of an index for a project, as it came: a page, or that there is none. Immutable. */
final class StoredPage {

    private static final String UNKNOWN = "404";

    private final Head head;
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

    StoredPage(Head head, byte[] body) {
        this.head = head;
        this.body = body.clone();
    }

    static StoredPage unknown(URI url, Instant confirmed, Duration maxAge) {
        return new StoredPage(new Head(url, UNKNOWN, "", "", confirmed, maxAge), new byte[0]);
    }

    Head head() {
        return head;
    }

    byte[] body() {
        return body.clone();
    }

    boolean isUnknown() {
        return head.contentType().equals(UNKNOWN);
    }

    boolean isFresh(Instant now) {
        return now.isBefore(head.confirmed().plus(head.maxAge()));
    }

    /** The same, said anew to be so. */
    StoredPage confirmed(Instant now, Duration maxAge) {
        return new StoredPage(
                new Head(head.url(), head.contentType(), head.etag(), head.lastModified(), now, maxAge), body);
    }

    Page parse() throws MalformedPageException {
        return PageFormat.parse(body, head.contentType(), head.url());
    }
}
