package io.github.toxmatrix.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Ends processes as tox does ({@code execute/local_sub_process}): SIGINT, then SIGTERM, then SIGKILL; but all at once. */
final class Ending {

    private static final Duration KILL = Duration.ofMillis(500);
    private static final int KILL_ROUNDS = 10;
    private static final long POLL_MILLIS = 5;
    private static final System.Logger LOGGER = System.getLogger(Ending.class.getName());

    private final Supplier<Set<ProcessHandle>> find;
    private final Grace grace;
    private final Set<ProcessHandle> known = new HashSet<>();

    /** @param find the processes as of now; asked again for what they start while they are ended */
    Ending(Supplier<Set<ProcessHandle>> find, Grace grace) {
        this.find = find;
        this.grace = grace;
    }

    /** Returns when none is left. An interrupt of the thread is kept for later. */
    void end() {
        boolean interrupted = Thread.interrupted();
        try {
            Set<ProcessHandle> running = running();
            if (running.isEmpty()) {
                return;
            }
            interrupted |= await(running, grace.suicide());
            running = running();
            if (running.isEmpty()) {
                return;
            }
            interrupt(running);
            interrupted |= await(running, grace.interrupt());
            running = running();
            running.forEach(ProcessHandle::destroy);
            interrupted |= await(running, grace.terminate());
            running = running();
            for (int round = 0; round < KILL_ROUNDS && !running.isEmpty(); round++) {
                running.forEach(ProcessHandle::destroyForcibly);
                interrupted |= await(running, KILL);
                running = running();
            }
            if (!running.isEmpty()) {
                LOGGER.log(System.Logger.Level.WARNING, "these processes could not be ended: {0}", pids(running));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Keeps those found before: whoever loses its parent is no descendant any more. */
    private Set<ProcessHandle> running() {
        known.addAll(find.get());
        List.copyOf(known).stream().flatMap(ProcessHandle::descendants).forEach(known::add);
        known.remove(ProcessHandle.current());
        known.removeIf(process -> !Marker.isRunning(process));
        return Set.copyOf(known);
    }

    /** Java cannot send SIGINT; every POSIX shell can. Windows has nothing alike. */
    private static void interrupt(Set<ProcessHandle> processes) {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -INT \"$@\"", "kill"));
        command.addAll(pids(processes));
        try {
            Process kill = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.onExit().orTimeout(1, TimeUnit.SECONDS).exceptionally(e -> kill.destroyForcibly());
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "cannot send SIGINT, SIGTERM follows: {0}", e.getMessage());
        }
    }

    /** Waits until they ended or the time is over; returns whether the thread was interrupted. */
    private static boolean await(Set<ProcessHandle> processes, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        boolean interrupted = false;
        while (processes.stream().anyMatch(Marker::isRunning) && System.nanoTime() < end) {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private static List<String> pids(Set<ProcessHandle> processes) {
        return processes.stream().map(process -> Long.toString(process.pid())).collect(Collectors.toList());
    }
}
