package io.github.toxmatrix.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CancellationTest {

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    /** Registers itself, waits for ever, and ends when it is interrupted. */
    private Thread environment(Cancellation cancellation) {
        Thread thread = new Thread(() -> {
            cancellation.register(Thread.currentThread());
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            } finally {
                cancellation.unregister(Thread.currentThread());
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void interruptsWhatRunsOnceItIsAskedFor() throws Exception {
        AtomicBoolean requested = new AtomicBoolean();
        try (Cancellation cancellation = new Cancellation(Optional.of(requested::get))) {
            Thread thread = environment(cancellation);
            running.await();
            assertThat(cancellation.isRequested()).isFalse();

            requested.set(true);
            interrupted.await();
            thread.join();

            assertThat(cancellation.isRequested()).isTrue();
        }
    }

    @Test
    void isNeverRequestedOnAPlatformThatCannotCancel() {
        try (Cancellation cancellation = new Cancellation(Optional.empty())) {
            assertThat(cancellation.isRequested()).isFalse();
        }
    }

    @Test
    void waitsForWhatRunsWhenTheJvmEnds() throws Exception {
        try (Cancellation cancellation = new Cancellation(Optional.empty())) {
            Thread thread = environment(cancellation);
            running.await();

            cancellation.end(Duration.ofSeconds(20));

            assertThat(interrupted.getCount()).isZero();
            assertThat(cancellation.isEnding()).isTrue();
            thread.join();
        }
    }

    @Test
    void doesNotWaitForEverWhenTheJvmEnds() throws Exception {
        try (Cancellation cancellation = new Cancellation(Optional.empty())) {
            cancellation.register(new Thread(() -> {})); // never started, and never unregistered

            cancellation.end(Duration.ofMillis(1));

            assertThat(cancellation.isEnding()).isTrue();
        }
    }

    @Test
    void leavesNoInterruptToWhatTheThreadDoesNext() {
        try (Cancellation cancellation = new Cancellation(Optional.empty())) {
            cancellation.register(Thread.currentThread());
            Thread.currentThread().interrupt();
            cancellation.unregister(Thread.currentThread());

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }
}
