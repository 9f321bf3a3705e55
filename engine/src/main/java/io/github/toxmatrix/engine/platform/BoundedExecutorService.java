package io.github.toxmatrix.engine.platform;

import static org.junit.platform.engine.support.hierarchical.Node.ExecutionMode.CONCURRENT;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.util.ExceptionUtils;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestExecutorService;
import org.junit.platform.engine.support.hierarchical.ResourceLock;

/**
 * Runs concurrent tasks in the order in which they come, each when those it waits for have ended, never more than the
 * configured parallelism at once. JUnit's fork-join executor starts more while tasks wait for processes, and in no order.
 */
final class BoundedExecutorService implements HierarchicalTestExecutorService {

    private final int parallelism;
    private final Supplier<List<Set<Integer>>> waits;
    private final ExecutorService workers;

    /**
     * @param parallelism at least 1
     * @param waits asked when tasks come: for each of them, by its place, the places of those it waits for, which never go
     *     round in a circle. What has another size than the tasks is not about them
     */
    BoundedExecutorService(int parallelism, Supplier<List<Set<Integer>>> waits) {
        this.parallelism = parallelism;
        this.waits = waits;
        this.workers = Executors.newFixedThreadPool(parallelism, threads());
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
        Queue queue = new Queue(tasks, waits.get());
        // on this thread what must not be on another one; the workers begin after it
        for (int task = 0; task < tasks.size(); task++) {
            if (tasks.get(task).getExecutionMode() != CONCURRENT && queue.take(task)) {
                queue.run(task);
            }
        }
        List<Future<?>> working = new ArrayList<>();
        for (int worker = 0; worker < Math.min(parallelism, tasks.size()); worker++) {
            working.add(workers.submit(queue::work));
        }
        await(working);
    }

    /** The tasks of one call. */
    private static final class Queue {

        private final List<? extends TestTask> tasks;
        private final List<Set<Integer>> waits;
        private final BitSet taken = new BitSet();
        private final BitSet ended = new BitSet();

        Queue(List<? extends TestTask> tasks, List<Set<Integer>> waits) {
            this.tasks = tasks;
            this.waits = waits.size() == tasks.size() ? waits : List.of();
        }

        /** Runs what is there to run until nothing is left, also when a task throws. */
        @Nullable
        Void work() throws InterruptedException {
            Throwable thrown = null;
            for (int task = take(); task >= 0; task = take()) {
                try {
                    run(task);
                } catch (Throwable e) {
                    thrown = thrown == null ? e : thrown;
                }
            }
            if (thrown != null) {
                throw ExceptionUtils.throwAsUncheckedException(thrown);
            }
            return null;
        }

        void run(int task) {
            try {
                BoundedExecutorService.run(tasks.get(task));
            } finally {
                synchronized (this) {
                    ended.set(task);
                    notifyAll();
                }
            }
        }

        synchronized boolean take(int task) {
            boolean free = !taken.get(task);
            taken.set(task);
            return free;
        }

        /** The first that is ready, waiting for it if need be; -1 if all were taken. */
        private synchronized int take() throws InterruptedException {
            while (taken.cardinality() < tasks.size()) {
                for (int task = taken.nextClearBit(0); task < tasks.size(); task = taken.nextClearBit(task + 1)) {
                    if (isReady(task)) {
                        taken.set(task);
                        return task;
                    }
                }
                wait();
            }
            return -1;
        }

        private boolean isReady(int task) {
            return waits.isEmpty() || waits.get(task).stream().allMatch(ended::get);
        }
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
