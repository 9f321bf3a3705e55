package io.github.toxmatrix.cli;

/** What the user can put right; the message says how. Printed without a stack trace, ends with {@link ExitCode#HANDLED_ERROR}. */
final class HandledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HandledException(String message) {
        super(message);
    }
}
