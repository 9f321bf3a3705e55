package io.github.toxmatrix.index;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What could not be had of the user's indexes of late. pip does not show what it is answered, and says that there is no such
 * distribution where it got no page.
 */
final class Failures {

    /** Below the secret: {@code failures/SECONDS} are those of the last so many seconds, one a line. */
    static final String PATH = "failures";

    private static final System.Logger LOGGER = System.getLogger(Failures.class.getName());
    private static final int MOST = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

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
    void note(String message) {
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
    synchronized List<String> within(Duration time) {
        long now = System.nanoTime();
        return noted.stream()
                .filter(each -> each.isWithin(time, now))
                .map(Failure::message)
                .distinct()
                .toList();
    }

    /**
     * Those of an index that is served, by this process or another one.
     *
     * @param base below which it is
     * @return none where it cannot be asked
     */
    static List<String> of(URI base, Duration time) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + PATH + "/" + (time.toSeconds() + 1)))
                .timeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body().lines().toList() : List.of();
        } catch (IOException ended) {
            return List.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
