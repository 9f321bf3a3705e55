package io.github.toxmatrix.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The processes of one run. They end with it: when it is closed, when the JVM ends in an orderly way (end of the program,
 * Ctrl-C, SIGTERM), and, where the JVM was killed, when the next run is opened on the same machine. Safe for many threads.
 *
 * <p>Found are also processes which left their session or their parent, by a variable that all processes of a run inherit;
 * on Windows, which does not show it, only descendants of processes that still run.
 */
public final class Processes implements AutoCloseable {

    private final String run = UUID.randomUUID().toString();
    private final Marker marker = Marker.ofRun(run);
    private final AtomicInteger scopes = new AtomicInteger();
    private final Set<MarkedScope> open = ConcurrentHashMap.newKeySet();
    private final Thread hook = new Thread(this::end, "end of processes");
    private final RunRecord record;
    private volatile boolean closed;

    private Processes(Path folder) throws IOException {
        this.record = RunRecord.create(folder, run);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Opens a run. Before, it ends what runs of this user that were killed have left behind.
     *
     * @throws UncheckedIOException if the run could not be recorded below {@code java.io.tmpdir}
     */
    public static Processes open() {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        return open(Path.of(System.getProperty("java.io.tmpdir"), "tox-matrix-runs-" + user));
    }

    /** @param folder where runs are recorded */
    static Processes open(Path folder) {
        try {
            RunRecord.endLeftOvers(folder);
            return new Processes(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record this run in " + folder + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a scope. The caller closes it.
     *
     * @param name tells whose processes these are, usually the name of an environment
     * @param limit how long from now the scope may last; then all in it is ended
     */
    public ProcessScope scope(String name, Optional<Duration> limit) {
        return scope(name, limit, Grace.DEFAULT);
    }

    /**
     * Opens a scope. The caller closes it.
     *
     * @param name tells whose processes these are, usually the name of an environment
     * @param limit how long from now the scope may last; then all in it is ended
     * @param grace how long its processes get to end
     */
    public ProcessScope scope(String name, Optional<Duration> limit, Grace grace) {
        if (closed) {
            throw new IllegalStateException("the processes of this run were ended");
        }
        Marker scope = Marker.ofScope(run + "." + scopes.incrementAndGet());
        MarkedScope added = new MarkedScope(name, marker, scope, limit, grace, record::add, open::remove);
        open.add(added);
        return added;
    }

    /** Ends every process of the run. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending; the hook finds nothing left to do.
            return;
        }
    }

    /** Whoever comes second waits for the first. */
    private synchronized void end() {
        if (closed) {
            return;
        }
        closed = true;
        List.copyOf(open).forEach(MarkedScope::refuse);
        new Ending(this::running, Grace.DEFAULT).end();
        try {
            record.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the record of this run: " + e.getMessage(), e);
        }
    }

    private Set<ProcessHandle> running() {
        Set<ProcessHandle> running = new HashSet<>(marker.processes());
        open.forEach(scope -> running.addAll(scope.started()));
        return running;
    }
}
