package io.github.toxmatrix.environment;

/** A step of making an environment that failed: its cause in one line, and what the installer printed. */
final class ProvisionException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String output;

    ProvisionException(String message, String output) {
        super(message);
        this.output = output;
    }

    ProvisionException(String message, Throwable cause) {
        super(message, cause);
        this.output = "";
    }

    /** The same in other words. */
    ProvisionException saying(String message) {
        ProvisionException other = new ProvisionException(message, output);
        other.initCause(this);
        return other;
    }

    String output() {
        return output;
    }
}
