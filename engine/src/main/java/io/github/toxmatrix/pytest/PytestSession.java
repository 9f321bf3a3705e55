package io.github.toxmatrix.pytest;

import io.github.toxmatrix.events.EventTail;
import io.github.toxmatrix.result.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    private final Tally tally;
    private final List<SessionEvents> sessions = new ArrayList<>();
    private final EventTail<PytestEvent> tail;
    private boolean finished;

    private PytestSession(Path events, PytestNames names, PytestListener listener) throws IOException {
        this.names = names;
        this.tally = new Tally(listener);
        this.tail = EventTail.start(events, new EventParser(), file -> newSession());
    }

    private SessionEvents newSession() {
        SessionEvents session = new SessionEvents(names, tally);
        sessions.add(session);
        return session;
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
        return new PytestSession(events, names, listener);
    }

    /**
     * Reads what is left after the process has ended and ends the tests that it left open: they failed, with how the
     * process ended and the end of its output.
     *
     * @param exitCode of the process, as a JVM or a shell gives it: 128 + n, or a negative n, if signal n ended it
     * @param lastOutput the end of what the process printed, for the failures that only it explains; may be empty
     */
    public PytestEnding finish(int exitCode, String lastOutput) {
        finished = true;
        List<Failure> problems = new ArrayList<>();
        try {
            tail.close();
        } catch (IOException e) {
            problems.add(Failure.of(String.valueOf(e.getMessage()), Xml.clean(lastOutput)));
        }
        for (SessionEvents session : sessions) {
            session.processEnded(Ending.describe(exitCode), lastOutput);
            problems.addAll(session.problems());
        }
        boolean seen = !sessions.isEmpty();
        if (seen && problems.isEmpty() && !explained(exitCode)) {
            problems.add(Failure.of(Ending.describePytest(exitCode), Xml.clean(lastOutput)));
        }
        return new PytestEnding(seen || !problems.isEmpty(), tally.tests(), tally.failed(), joined(problems));
    }

    /** Exit code 1 stands for failed tests; 2 too, where pytest stopped because of them or of collection errors. */
    private boolean explained(int exitCode) {
        return exitCode == 0 || (tally.failed() > 0 && (exitCode == 1 || exitCode == 2));
    }

    private static Optional<Failure> joined(List<Failure> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String message = problems.stream().map(Failure::message).collect(Collectors.joining("\n"));
        String trace = problems.stream()
                .map(Failure::trace)
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining("\n"));
        return Optional.of(Failure.of(message, trace));
    }

    /** Stops following. Needed only where {@link #finish} was not reached: tests may be left open then. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            tail.close();
        }
    }
}
