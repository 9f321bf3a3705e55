package io.github.toxmatrix.index;

/** An index did not give what was asked of it. */
final class UpstreamException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of HTTP, with which our client is answered */
    UpstreamException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
