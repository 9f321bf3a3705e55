package io.github.toxmatrix.environment.step;

/** A step of making an environment that failed: its cause in one line, and what the installer printed. */
public sealed class ProvisionException extends Exception permits MissingInterpreterException, OutdatedPinsException {

    private static final long serialVersionUID = 1L;

    private final String output;

    public ProvisionException(String message, String output) {
        super(message);
        this.output = output;
    }

    public ProvisionException(String message, Throwable cause) {
        super(message, cause);
        this.output = "";
    }

    /** The same in other words. */
    public ProvisionException saying(String message) {
        ProvisionException other = new ProvisionException(message, output);
        other.initCause(this);
        return other;
    }

    public String output() {
        return output;
    }
}
