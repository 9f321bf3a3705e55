package io.github.toxmatrix.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.support.hierarchical.ExclusiveResource;
import org.junit.platform.engine.support.hierarchical.HierarchicalTestExecutorService.TestTask;
import org.junit.platform.engine.support.hierarchical.Node.ExecutionMode;
import org.junit.platform.engine.support.hierarchical.ResourceLock;

/** A bound that was broken shows as a barrier that is never reached or a maximum that is exceeded, never as a time. */
@Timeout(30)
class BoundedExecutorServiceTest {

    private static final ResourceLock NO_LOCK = new ResourceLock() {
        @Override
        public ResourceLock acquire() {
            return this;
        }

        @Override
        public void release() {}

        @Override
        public List<ExclusiveResource> getResources() {
            return List.of();
        }

        @Override
        public boolean isExclusive() {
            return false;
        }
    };

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    private interface Work {
        void run() throws Exception;
    }

    private record Task(ExecutionMode getExecutionMode, ResourceLock getResourceLock, Work work) implements TestTask {

        static Task concurrent(Work work) {
            return new Task(ExecutionMode.CONCURRENT, NO_LOCK, work);
        }

        @Override
        public void execute() {
            try {
                work.run();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void execute(int parallelism, List<Set<Integer>> waits, List<Task> tasks) {
        try (BoundedExecutorService executor = new BoundedExecutorService(parallelism, () -> waits)) {
            executor.invokeAll(tasks);
        }
    }

    private Task noting(String event) {
        return Task.concurrent(() -> events.add(event));
    }

    @Test
    void startsTasksInTheirOrder() {
        List<Task> tasks = IntStream.range(0, 50).mapToObj(i -> noting("" + i)).toList();

        execute(1, List.of(), tasks);

        assertThat(events)
                .containsExactlyElementsOf(
                        IntStream.range(0, 50).mapToObj(i -> "" + i).toList());
    }

    @Test
    void runsAsManyAtOnceAsIsAllowedAndNeverMore() {
        CyclicBarrier allThree = new CyclicBarrier(3);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Task task = Task.concurrent(() -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            allThree.await();
            now.decrementAndGet();
        });

        execute(3, List.of(), Collections.nCopies(30, task));

        assertThat(most).hasValue(3);
    }

    @Test
    void holdsTheLockOfATaskWhileItRuns() {
        ReentrantLock resource = new ReentrantLock();
        ResourceLock lock = new ResourceLock() {
            @Override
            public ResourceLock acquire() {
                resource.lock();
                return this;
            }

            @Override
            public void release() {
                resource.unlock();
            }

            @Override
            public List<ExclusiveResource> getResources() {
                return List.of();
            }

            @Override
            public boolean isExclusive() {
                return true;
            }
        };
        Task task = new Task(ExecutionMode.CONCURRENT, lock, () -> events.add("" + resource.isHeldByCurrentThread()));

        execute(4, List.of(), Collections.nCopies(20, task));

        assertThat(events).hasSize(20).containsOnly("true");
        assertThat(resource.isLocked()).isFalse();
    }

    @Test
    void runsTheOthersAlsoWhenOneThrows() {
        Task broken = Task.concurrent(() -> {
            throw new IllegalArgumentException("broke");
        });

        assertThatThrownBy(() -> execute(2, List.of(), List.of(noting("a"), broken, noting("b"), noting("c"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("broke");
        assertThat(events).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void runsTasksThatATaskInvokesOnItsOwnThread() {
        try (BoundedExecutorService executor = new BoundedExecutorService(1, List::of)) {
            Task inner = Task.concurrent(() -> events.add(Thread.currentThread().getName()));
            Task outer = Task.concurrent(() -> {
                events.add(Thread.currentThread().getName());
                executor.invokeAll(List.of(inner, inner));
                executor.submit(inner).get();
            });
            executor.invokeAll(List.of(outer));
        }

        assertThat(events).hasSize(4).containsOnly(events.get(0));
    }

    @Test
    void runsWhatMustNotBeConcurrentOnTheThreadOfTheCaller() {
        Task same = new Task(
                ExecutionMode.SAME_THREAD,
                NO_LOCK,
                () -> events.add(Thread.currentThread().getName()));

        execute(2, List.of(), List.of(noting("elsewhere"), same));

        assertThat(events).containsExactly(Thread.currentThread().getName(), "elsewhere");
    }

    @Test
    void startsATaskWhenThoseItWaitsForHaveEnded() {
        CountDownLatch lateOneRuns = new CountDownLatch(1);
        Task first = Task.concurrent(() -> {
            lateOneRuns.await(); // so the second worker has passed over what waits for this one
            events.add("first");
        });
        Task waiting = noting("waiting");
        Task late = Task.concurrent(() -> {
            events.add("late");
            lateOneRuns.countDown();
        });

        execute(2, List.of(Set.of(), Set.of(0), Set.of()), List.of(first, waiting, late));

        assertThat(events).containsExactly("late", "first", "waiting");
    }

    @Test
    void startsATaskAlsoWhenOneItWaitsForThrew() {
        Task broken = Task.concurrent(() -> {
            throw new IllegalArgumentException("broke");
        });

        assertThatThrownBy(() -> execute(1, List.of(Set.of(1), Set.of()), List.of(noting("after"), broken)))
                .hasMessage("broke");
        assertThat(events).containsExactly("after");
    }
}
