package io.github.toxmatrix.index.upstream;

import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * URLs that kept silent until the time was up. The first time may have been its preparation, and installers ask again; after the
 * second, nobody waits for it for a while: an installer that asks four or six times would wait for minutes.
 */
final class Silences {

    private static final int ENOUGH = 2;
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final Map<URI, Silence> known = new ConcurrentHashMap<>();

    /** @param last when it was, as {@link System#nanoTime} has it */
    private record Silence(int times, long last) {

        boolean isOver() {
            return System.nanoTime() - last > REMEMBERED.toNanos();
        }
    }

    /** @throws HttpTimeoutException if nobody is to wait for it now */
    void check(URI url) throws HttpTimeoutException {
        Silence silence = known.get(url);
        if (silence != null && silence.times() >= ENOUGH && !silence.isOver()) {
            throw new HttpTimeoutException("request timed out");
        }
    }

    void note(URI url) {
        known.values().removeIf(Silence::isOver);
        known.merge(
                url, new Silence(1, System.nanoTime()), (before, now) -> new Silence(before.times() + 1, now.last()));
    }

    void forget(URI url) {
        known.remove(url);
    }
}
