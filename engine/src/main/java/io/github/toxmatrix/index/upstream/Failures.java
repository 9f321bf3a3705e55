package io.github.toxmatrix.index.upstream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What could not be had of the user's indexes of late. pip does not show what it is answered, and says that there is no such
 * distribution where it got no page.
 */
public final class Failures {

    private static final System.Logger LOGGER = System.getLogger(Failures.class.getName());
    private static final int MOST = 100;

    /** Installers ask again and again; so often the log is told of the same. */
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Deque<Failure> noted = new ArrayDeque<>();

    /** @param at as {@link System#nanoTime} has it */
    private record Failure(long at, String message) {

        boolean isWithin(Duration time, long now) {
            return now - at <= time.toNanos();
        }
    }

    /** @param message without credentials */
    public void note(String message) {
        boolean known;
        synchronized (this) {
            long now = System.nanoTime();
            known = noted.stream().anyMatch(each -> each.message().equals(message) && each.isWithin(QUIET, now));
            noted.addLast(new Failure(now, message));
            if (noted.size() > MOST) {
                noted.removeFirst();
            }
        }
        if (!known) {
            LOGGER.log(System.Logger.Level.WARNING, message);
        }
    }

    /** Each once, the oldest first. */
    public synchronized List<String> within(Duration time) {
        long now = System.nanoTime();
        return noted.stream()
                .filter(each -> each.isWithin(time, now))
                .map(Failure::message)
                .distinct()
                .toList();
    }
}
