package io.github.toxmatrix.process;

/** A process that could not be started. */
public final class ProcessStartException extends Exception {

    private static final long serialVersionUID = 1L;

    public ProcessStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
