package io.github.toxmatrix.cli;

/** What the user can put right; the message says how. Printed without a stack trace. */
final class HandledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** What was asked for does not exist or cannot be read: ends with {@link ExitCode#HANDLED_ERROR}. */
    HandledException(String message) {
        this(message, ExitCode.HANDLED_ERROR);
    }

    private HandledException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The value of an option is none: ends with {@link ExitCode#USAGE}, as argparse does. */
    static HandledException ofOption(String option, String problem) {
        return new HandledException("argument " + option + ": " + problem, ExitCode.USAGE);
    }

    int exitCode() {
        return exitCode;
    }
}
