package io.github.toxmatrix.pytest;

import io.github.toxmatrix.result.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Follows the pytest of one command from before its process starts until it has ended, and tells a listener each test.
 *
 * <pre>{@code
 * PytestBridge bridge = PytestBridge.unpack(folder);   // once in a run
 * PytestNames names = new PytestNames();               // once in an environment
 * try (PytestSession session = PytestSession.open(events, names, listener)) { // events: a new folder for each command
 *     Map<String, String> variables = bridge.variables(environment, events);
 *     // run the process with these variables
 *     PytestEnding ending = session.finish(exitCode, lastOutput);
 * }
 * }</pre>
 */
public final class PytestSession implements AutoCloseable {

    private final PytestNames names;
    private final PytestListener listener;

    private PytestSession(PytestNames names, PytestListener listener) {
        this.names = names;
        this.listener = listener;
    }

    /**
     * Begins to follow. The listener is called on a thread of the session, and by {@link #finish} on the caller's;
     * never by both at once.
     *
     * @param events the folder of events given to {@link PytestBridge#variables}; created if missing, used by one
     *     command alone
     * @throws IOException if the folder can neither be read nor created
     */
    public static PytestSession open(Path events, PytestNames names, PytestListener listener) throws IOException {
        Files.createDirectories(events);
        return new PytestSession(names, listener);
    }

    /**
     * Reads what is left after the process has ended and ends the tests that it left open: they failed, with how the
     * process ended and the end of its output.
     *
     * @param exitCode of the process, as a JVM or a shell gives it: 128 + n, or a negative n, if signal n ended it
     * @param lastOutput the end of what the process printed, for the failures that only it explains; may be empty
     */
    public PytestEnding finish(int exitCode, String lastOutput) {
        return new PytestEnding(
                false,
                0,
                0,
                Optional.of(Failure.of(
                        names.claim("", "Events") + " are not yet read for " + listener, lastOutput + exitCode)));
    }

    /** Stops following. Needed only where {@link #finish} was not reached: tests may be left open then. */
    @Override
    public void close() {}
}
