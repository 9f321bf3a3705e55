package io.github.toxmatrix.environment.step;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * What several environments share: the first who needs it makes it on its own thread, the others wait. A failure is
 * shared too; an interruption, a full disk and outdated pins are not: the next makes it again.
 */
public final class OnceEach<K, V> {

    /** Makes a value. */
    @FunctionalInterface
    public interface Maker<V> {
        V make() throws ProvisionException, InterruptedException;
    }

    private final Map<K, CompletableFuture<V>> made = new ConcurrentHashMap<>();

    public V get(K key, Maker<V> maker) throws ProvisionException, InterruptedException {
        while (true) {
            CompletableFuture<V> own = new CompletableFuture<>();
            CompletableFuture<V> first = made.putIfAbsent(key, own);
            if (first == null) {
                return make(key, own, maker);
            }
            try {
                return first.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof ProvisionException cause) {
                    throw cause;
                }
                if (!(failed.getCause() instanceof InterruptedException)) {
                    throw new IllegalStateException("a shared step failed", failed.getCause());
                }
            }
        }
    }

    /** Lets the next make another value instead of this one. */
    public void forget(K key, V value) {
        made.computeIfPresent(key, (same, known) -> is(known, value) ? null : known);
    }

    /**
     * Puts another value in the place of this one, so that nobody makes one in between.
     *
     * @return whether this one was there
     */
    public boolean replace(K key, V value, V other) {
        CompletableFuture<V> own = CompletableFuture.completedFuture(other);
        return made.computeIfPresent(key, (same, known) -> is(known, value) ? own : known) == own;
    }

    private static <V> boolean is(CompletableFuture<V> known, V value) {
        return known.isDone() && !known.isCompletedExceptionally() && known.join() == value;
    }

    private V make(K key, CompletableFuture<V> own, Maker<V> maker) throws ProvisionException, InterruptedException {
        try {
            V value = maker.make();
            own.complete(value);
            return value;
        } catch (ProvisionException | RuntimeException | Error failed) {
            if (LackOfRoom.isCauseOf(failed) || OutdatedPinsException.isCauseOf(failed)) {
                made.remove(key, own);
            }
            own.completeExceptionally(failed);
            throw failed;
        } catch (InterruptedException interrupted) {
            made.remove(key, own);
            own.completeExceptionally(interrupted);
            throw interrupted;
        }
    }
}
