package io.github.toxmatrix.index.upstream;

/** An index did not give what was asked of it. */
public final class UpstreamException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of HTTP, with which our client is answered */
    public UpstreamException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
