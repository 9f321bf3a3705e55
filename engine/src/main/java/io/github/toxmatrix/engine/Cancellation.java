package io.github.toxmatrix.engine;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Interrupts running environments when the launcher cancels the run. JUnit's token can only be asked. */
final class Cancellation implements AutoCloseable {

    private static final long ASKED_EVERY_MILLIS = 200;

    private final BooleanSupplier requested;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final @Nullable ScheduledExecutorService watch;

    Cancellation(Optional<BooleanSupplier> requested) {
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
            threads.forEach(Thread::interrupt);
        }
    }

    boolean isRequested() {
        return requested.getAsBoolean();
    }

    /** Interrupts the thread once the run is cancelled, until it is unregistered. */
    void register(Thread thread) {
        threads.add(thread);
    }

    void unregister(Thread thread) {
        threads.remove(thread);
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.shutdownNow();
        }
    }
}
