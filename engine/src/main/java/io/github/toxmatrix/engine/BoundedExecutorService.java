package io.github.toxmatrix.engine;

import static org.junit.platform.engine.support.hierarchical.Node.ExecutionMode.CONCURRENT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.util.ExceptionUtils;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestExecutorService;
import org.junit.platform.engine.support.hierarchical.ParallelExecutionConfiguration;
import org.junit.platform.engine.support.hierarchical.ResourceLock;

/**
 * Runs concurrent tasks in the order in which they come, never more than the configured parallelism at once. JUnit's
 * fork-join executor starts more while tasks wait for processes, and in no order.
 */
final class BoundedExecutorService implements HierarchicalTestExecutorService {

    private final ExecutorService workers;

    BoundedExecutorService(ParallelExecutionConfiguration configuration) {
        workers = Executors.newFixedThreadPool(configuration.getParallelism(), threads());
    }

    private static ThreadFactory threads() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Worker(work, "tox-matrix-" + number.incrementAndGet());
            thread.setContextClassLoader(loader);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static final class Worker extends Thread {
        Worker(Runnable work, String name) {
            super(work, name);
        }
    }

    /** Runs it on the calling thread: the root, whose thread only waits, and what a worker submits while it works. */
    @Override
    public Future<@Nullable Void> submit(TestTask task) {
        run(task);
        return CompletableFuture.completedFuture(null);
    }

    /** Tasks of a worker run one after the other on it: a pool that waits for itself would stand still. */
    @Override
    public void invokeAll(List<? extends TestTask> tasks) {
        if (Thread.currentThread() instanceof Worker
                || (tasks.size() == 1 && tasks.get(0).getExecutionMode() != CONCURRENT)) {
            tasks.forEach(BoundedExecutorService::run);
            return;
        }
        tasks.stream().filter(task -> task.getExecutionMode() != CONCURRENT).forEach(BoundedExecutorService::run);
        List<Future<?>> concurrent = new ArrayList<>();
        for (TestTask task : tasks) {
            if (task.getExecutionMode() == CONCURRENT) {
                concurrent.add(workers.submit(() -> run(task)));
            }
        }
        await(concurrent);
    }

    private static void run(TestTask task) {
        ResourceLock lock;
        try {
            lock = task.getResourceLock().acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExceptionUtils.throwAsUncheckedException(e);
        }
        try {
            task.execute();
        } finally {
            lock.release();
        }
    }

    /** Waits for all of them, also when one has thrown. */
    private static void await(List<Future<?>> futures) {
        Throwable thrown = null;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (InterruptedException e) {
                futures.forEach(each -> each.cancel(true));
                Thread.currentThread().interrupt();
                throw ExceptionUtils.throwAsUncheckedException(e);
            } catch (ExecutionException e) {
                thrown = thrown == null ? e.getCause() : thrown;
            }
        }
        if (thrown != null) {
            throw ExceptionUtils.throwAsUncheckedException(thrown);
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
