package io.github.toxmatrix.process;

import java.time.Duration;
import java.util.Optional;

/**
 * The processes of one run. They end with it: when it is closed, when the JVM ends in an orderly way (end of the program,
 * Ctrl-C, SIGTERM), and, where the JVM was killed, when the next run is opened on the same machine. Safe for many threads.
 */
public final class Processes implements AutoCloseable {

    private Processes() {}

    /**
     * Opens a run. Before, it ends what runs of this user that were killed have left behind.
     *
     * @throws java.io.UncheckedIOException if the run could not be recorded below {@code java.io.tmpdir}
     */
    public static Processes open() {
        return new Processes();
    }

    /**
     * Opens a scope. The caller closes it.
     *
     * @param name tells whose processes these are, usually the name of an environment
     * @param limit how long from now the scope may last; then all in it is ended
     */
    public ProcessScope scope(String name, Optional<Duration> limit) {
        if (limit.isPresent() || !name.isEmpty()) {
            throw new UnsupportedOperationException("scopes are not opened yet: " + name);
        }
        return new ProcessScope() {
            @Override
            public ExitStatus run(ProcessRequest request, OutputSink output) throws ProcessStartException {
                throw new ProcessStartException("scopes are not opened yet", new IllegalStateException());
            }

            @Override
            public void close() {}
        };
    }

    /** Ends every process of the run. */
    @Override
    public void close() {}
}
