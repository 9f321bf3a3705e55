package io.github.toxmatrix.engine.platform;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Interrupts running environments when the launcher cancels the run, whose token can only be asked, or the JVM ends. */
public final class Cancellation implements AutoCloseable {

    private static final long ASKED_EVERY_MILLIS = 200;

    private final BooleanSupplier requested;
    private final Set<Thread> threads = new HashSet<>();
    private volatile boolean ending;
    private final @Nullable ScheduledExecutorService watch;

    public Cancellation(Optional<BooleanSupplier> requested) {
        this.requested = requested.orElse(() -> false);
        this.watch = requested.isEmpty() ? null : watch();
    }

    private ScheduledExecutorService watch() {
        ScheduledExecutorService service = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "tox-matrix-cancellation");
            thread.setDaemon(true);
            return thread;
        });
        var unused = service.scheduleWithFixedDelay(
                this::interruptIfRequested, ASKED_EVERY_MILLIS, ASKED_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return service;
    }

    private void interruptIfRequested() {
        if (requested.getAsBoolean()) {
            interrupt();
        }
    }

    private synchronized void interrupt() {
        threads.forEach(Thread::interrupt);
    }

    public boolean isRequested() {
        return ending || requested.getAsBoolean();
    }

    /** Whether the JVM ends. */
    public boolean isEnding() {
        return ending;
    }

    /** The JVM ends: interrupts what runs and waits until it has ended, or the time is over. */
    public synchronized void end(Duration time) {
        ending = true;
        interrupt();
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toMillis();
                    left > 0 && !threads.isEmpty();
                    left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the thread once the run is cancelled, until it is unregistered. */
    public synchronized void register(Thread thread) {
        threads.add(thread);
    }

    /** Takes back an interrupt that came when there was nothing left to interrupt. Called on the thread itself. */
    public synchronized void unregister(Thread thread) {
        threads.remove(thread);
        Thread.interrupted();
        notifyAll();
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }
}
