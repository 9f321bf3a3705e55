package io.github.toxmatrix.cli;

/** Exit codes, with tox's meanings ({@code tox/run.py}, {@code tox/session/cmd/run/common.py}). */
final class ExitCode {

    static final int OK = 0;

    /** An environment failed, or all were skipped. */
    static final int FAILED = 1;

    /** The command line cannot be understood, as argparse has it. */
    static final int USAGE = 2;

    /** What was asked for does not exist or cannot be read; tox's -2, of which a process keeps eight bits. */
    static final int HANDLED_ERROR = 254;

    /** A value that was to be shown cannot be read; tox's -1. */
    static final int BROKEN_VALUE = 255;

    private ExitCode() {}
}
