package io.github.toxmatrix.toxrun;

/** There is no tox that could run environments: the message says what was looked for, and what to do. */
public final class ToxUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String output;
    private final boolean lasting;

    /** @param lasting whether it would be the same for the next environment */
    ToxUnavailableException(String message, String output, boolean lasting) {
        super(message);
        this.output = output;
        this.lasting = lasting;
    }

    boolean isLasting() {
        return lasting;
    }

    /** What tox printed, if it was there; may be empty. */
    public String output() {
        return output;
    }
}
