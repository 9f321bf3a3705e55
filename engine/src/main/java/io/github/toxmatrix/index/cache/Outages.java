package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.index.upstream.UpstreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when indexes fail. The first installers ask again, as they would without us, as that may help; those after them would wait as
 * long again, each for nothing. The index is asked for each of them all the same, so that what is there again is found at once.
 */
final class Outages {

    private static final Duration LASTING = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN = Duration.ofSeconds(30);

    private final Map<String, Outage> known = new ConcurrentHashMap<>();

    private record Outage(Instant since, Instant last) {

        /** Nobody knows what was in between where nobody asked for long. */
        Outage and(Instant now) {
            return now.isAfter(last.plus(FORGOTTEN)) || now.isBefore(since)
                    ? new Outage(now, now)
                    : new Outage(since, now);
        }

        boolean isLasting() {
            return !last.isBefore(since.plus(LASTING));
        }
    }

    /** It has failed again: with what status whoever wants something of it is answered. */
    int status(Upstream upstream, Instant now) {
        Outage outage = known.merge(upstream.id(), new Outage(now, now), (before, unused) -> before.and(now));
        return outage.isLasting() ? UpstreamException.FINAL : 502;
    }

    void end(Upstream upstream) {
        known.remove(upstream.id());
    }
}
