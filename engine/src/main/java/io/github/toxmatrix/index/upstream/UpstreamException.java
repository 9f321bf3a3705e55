package io.github.toxmatrix.index.upstream;

/** An index did not give what was asked of it. */
public final class UpstreamException extends Exception {

    /**
     * The status (Failed Dependency) where to ask again would change nothing: a newer pip asks six times and uv four, for seconds,
     * after most of those that begin with 5, and neither after this. Nor does uv go on to another index, as it does after 404.
     */
    public static final int FINAL = 424;

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
