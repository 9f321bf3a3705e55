package io.github.toxmatrix.index.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.index.FakeIndex;
import io.github.toxmatrix.index.server.PlainNetwork;
import io.github.toxmatrix.index.upstream.Failures;
import io.github.toxmatrix.index.upstream.UpstreamClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two clients that want one page at nearly the same time. */
@Timeout(60)
class PagesTogetherTest {

    @TempDir
    Path cache;

    /** A clock that stops a thread which asks it for the time, as the system may stop a thread anywhere. */
    private static final class StoppingClock extends Clock {

        private final CountDownLatch stopped = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
        private volatile @Nullable Thread slow;

        @Override
        public Instant instant() {
            if (Thread.currentThread().equals(slow) && stopped.getCount() > 0) {
                stopped.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException ended) {
                    throw new IllegalStateException(ended);
                }
            }
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void whoHasLookedBeforeAnotherBroughtItDoesNotAskAfterwards() throws Exception {
        PackageCache folder = PackageCache.open(new CacheFolder(cache), 1 << 30);
        StoppingClock clock = new StoppingClock();
        try (FakeIndex behind = FakeIndex.start();
                UpstreamClient asking = new UpstreamClient(PlainNetwork.patient())) {
            byte[] page = "<html><body></body></html>".getBytes(StandardCharsets.UTF_8);
            behind.on("/simple/demo/", FakeIndex.content("text/html", page, "Cache-Control", "max-age=600"));
            Pages pages = new Pages(asking, new PageStore(folder), clock, false, new Failures());
            pages.get(behind.upstream(), "demo", false);
            clock.now = clock.now.plus(Duration.ofHours(1));
            FutureTask<Pages.Found> second = new FutureTask<>(() -> pages.get(behind.upstream(), "demo", false));
            Thread slow = new Thread(second, "slow");
            clock.slow = slow;
            slow.start();
            clock.stopped.await();

            pages.get(behind.upstream(), "demo", false);
            clock.goOn.countDown();

            assertThat(second.get().fresh()).isEqualTo(Duration.ofMinutes(10));
            assertThat(behind.requests())
                    .as("once, and once again when it was old")
                    .hasSize(2);
        }
    }
}
