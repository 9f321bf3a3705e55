package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.index.upstream.UpstreamException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Makes requests for one thing, which come while it is being fetched, into one: all have the same result or failure. */
final class AtATime<K, V> {

    /** Gets a value. */
    @FunctionalInterface
    interface Fetch<V> {
        V fetch() throws UpstreamException;
    }

    private final Map<K, CompletableFuture<V>> running = new ConcurrentHashMap<>();

    V get(K key, Fetch<V> fetch) throws UpstreamException {
        CompletableFuture<V> own = new CompletableFuture<>();
        CompletableFuture<V> first = running.putIfAbsent(key, own);
        if (first != null) {
            return await(first);
        }
        try {
            V value = fetch.fetch();
            own.complete(value);
            return value;
        } catch (UpstreamException | RuntimeException | Error failed) {
            own.completeExceptionally(failed);
            throw failed;
        } finally {
            running.remove(key, own);
        }
    }

    private V await(CompletableFuture<V> first) throws UpstreamException {
        try {
            return first.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UpstreamException cause) {
                throw cause;
            }
            throw new IllegalStateException("a shared request failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UpstreamException(503, "interrupted");
        }
    }
}
