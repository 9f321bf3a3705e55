package io.github.toxmatrix.index.cache;

import io.github.toxmatrix.index.page.MalformedPageException;
import io.github.toxmatrix.index.page.PageFormat;
import io.github.toxmatrix.index.upstream.Failures;
import io.github.toxmatrix.index.upstream.Reason;
import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.index.upstream.UpstreamClient;
import io.github.toxmatrix.index.upstream.UpstreamException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages of the user's indexes: from disk as long as the index allows, then asked whether they are still so, and the
 * old ones where an index does not answer. What an index answers of one project is kept for that index alone.
 */
public final class Pages {

    private static final System.Logger LOGGER = System.getLogger(Pages.class.getName());
    private static final int MOST = 64 << 20;
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[ ,])max-age=\"?(\\d{1,9})");
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int LONGEST_VALIDATOR = 4096;

    /**
     * Where an index tells nothing about it: environments ask for the same pages within seconds of each other, and shall not get
     * different answers for no other reason than that.
     */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    /** With a page at hand nobody waits longer for a newer one. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** An index that could not be reached is left alone so long, where there are pages at hand. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private record Key(String upstream, String project) {}

    private final UpstreamClient client;
    private final PageStore store;
    private final Clock clock;
    private final boolean offline;
    private final Failures failures;
    private final AtATime<Key, Found> atATime = new AtATime<>();
    private final Map<String, Instant> paused = new ConcurrentHashMap<>();
    private final Outages outages = new Outages();

    /** @param offline whether no index is asked for anything */
    public Pages(UpstreamClient client, PageStore store, Clock clock, boolean offline, Failures failures) {
        this.client = client;
        this.store = store;
        this.clock = clock;
        this.offline = offline;
        this.failures = failures;
    }

    /** @param fresh how long it need not be asked for again; none if the index could not be asked */
    public record Found(StoredPage page, Duration fresh) {}

    /**
     * Gets one.
     *
     * @param anew whether the client wants the index to be asked in any case
     */
    public Found get(Upstream upstream, String project, boolean anew) throws UpstreamException {
        Optional<StoredPage> stored = store.find(upstream, project);
        if (stored.isPresent() && (offline || (!anew && stored.get().isFresh(clock.instant())))) {
            return found(stored.get());
        }
        if (offline) {
            throw new UpstreamException(
                    UpstreamException.FINAL,
                    "offline: " + upstream.shown() + " was never asked for " + project + " through this cache");
        }
        if (stored.isPresent() && isPaused(upstream)) {
            return new Found(stored.get(), Duration.ZERO);
        }
        return atATime.get(new Key(upstream.id(), project), () -> askNow(upstream, project, anew));
    }

    /** What whoever asked just before has brought is not asked for again: it came after this one had looked. */
    private Found askNow(Upstream upstream, String project, boolean anew) throws UpstreamException {
        Optional<StoredPage> stored = store.find(upstream, project);
        return stored.isPresent() && !anew && stored.get().isFresh(clock.instant())
                ? found(stored.get())
                : ask(upstream, project, stored);
    }

    /** What is on disk, however old: a file that it names has that name and content as long as there is one. */
    public Optional<StoredPage> stored(Upstream upstream, String project) {
        return store.find(upstream, project);
    }

    private Found found(StoredPage page) {
        return new Found(page, page.left(clock.instant()));
    }

    private boolean isPaused(Upstream upstream) {
        Instant until = paused.get(upstream.id());
        Instant now = clock.instant();
        return until != null && now.isBefore(until) && !now.isBefore(until.minus(PAUSE));
    }

    private Found ask(Upstream upstream, String project, Optional<StoredPage> stored) throws UpstreamException {
        try {
            StoredPage page = request(upstream, project, stored);
            paused.remove(upstream.id());
            outages.end(upstream);
            keep(upstream, project, page);
            return found(page);
        } catch (IOException failed) {
            paused.put(upstream.id(), clock.instant().plus(PAUSE));
            return stale(
                    stored,
                    new UpstreamException(
                            outages.status(upstream, clock.instant()),
                            "cannot ask " + upstream.shown() + " for " + project + ": " + Reason.of(failed)));
        } catch (UpstreamException failed) {
            boolean busy = failed.status() >= 500 || failed.status() == 429;
            if (!busy) {
                throw failed;
            }
            int status = outages.status(upstream, clock.instant());
            return stale(stored, new UpstreamException(status, String.valueOf(failed.getMessage())));
        }
    }

    private Found stale(Optional<StoredPage> stored, UpstreamException failed) throws UpstreamException {
        if (stored.isEmpty()) {
            throw failed;
        }
        failures.note(failed.getMessage() + "; what it said before is used");
        return new Found(stored.get(), Duration.ZERO);
    }

    private void keep(Upstream upstream, String project, StoredPage page) {
        try {
            store.put(upstream, project, page);
        } catch (IOException full) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot keep a page in the cache of packages: " + full);
        }
    }

    private StoredPage request(Upstream upstream, String project, Optional<StoredPage> stored)
            throws IOException, UpstreamException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", PageFormat.ACCEPTED);
        headers.put("Accept-Encoding", "gzip");
        stored.map(page -> page.head().etag())
                .filter(etag -> !etag.isEmpty())
                .ifPresent(etag -> headers.put("If-None-Match", etag));
        stored.map(page -> page.head().lastModified())
                .filter(time -> !time.isEmpty())
                .ifPresent(time -> headers.put("If-Modified-Since", time));
        Duration limit = stored.isPresent() && PATIENCE.compareTo(client.timeout()) < 0 ? PATIENCE : client.timeout();
        URI url = upstream.page(project);
        try (UpstreamClient.Answer answer = client.send("GET", upstream, url, headers, limit)) {
            Duration maxAge = maxAge(answer);
            if (answer.status() == 304 && stored.isPresent()) {
                return stored.get().confirmed(clock.instant(), maxAge);
            }
            if (answer.status() == 404 || isIgnored(upstream, answer.status(), stored)) {
                return StoredPage.unknown(url, clock.instant(), maxAge);
            }
            if (answer.status() != 200) {
                int status = answer.status() >= 400 && answer.status() < 500 ? answer.status() : 502;
                throw new UpstreamException(
                        status, upstream.shown() + " answered with " + answer.status() + " for " + project);
            }
            StoredPage page = StoredPage.received(
                    new StoredPage.Head(
                            answer.url(),
                            answer.header("Content-Type").split(";", 2)[0],
                            validator(answer, "ETag"),
                            validator(answer, "Last-Modified"),
                            clock.instant(),
                            maxAge),
                    answer.read(MOST));
            page.parse();
            return page;
        } catch (MalformedPageException malformed) {
            throw new UpstreamException(
                    502,
                    "what " + upstream.shown() + " answers for " + project + " cannot be used: "
                            + malformed.getMessage());
        }
    }

    /** As uv was told to take it. What an index that fails had before is taken in any case. */
    private static boolean isIgnored(Upstream upstream, int status, Optional<StoredPage> stored) {
        return upstream.manner().absent().contains(status) && (status < 500 || stored.isEmpty());
    }

    /** What no index would take back, as its requests have to be shorter, is of no use; it would be in the way of keeping the page. */
    private static String validator(UpstreamClient.Answer answer, String header) {
        String value = answer.header(header);
        return value.length() <= LONGEST_VALIDATOR ? value : "";
    }

    /**
     * How long it need not be asked for again (RFC 9111, 4.2). What must not be kept is kept, for this user alone, but never used
     * without asking while the index answers.
     */
    private static Duration maxAge(UpstreamClient.Answer answer) {
        String control = answer.header("Cache-Control").toLowerCase(Locale.ROOT);
        if (control.isEmpty()
                && answer.header("Expires").isEmpty()
                && answer.header("Pragma").isEmpty()) {
            return MOMENT;
        }
        Matcher matcher = MAX_AGE.matcher(control);
        if (control.contains("no-cache") || control.contains("no-store") || !matcher.find()) {
            return Duration.ZERO;
        }
        String age = answer.header("Age");
        long spent = age.matches("\\d{1,9}") ? Long.parseLong(age) : 0;
        Duration left = Duration.ofSeconds(Math.max(0, Long.parseLong(matcher.group(1)) - spent));
        return left.compareTo(LONGEST) > 0 ? LONGEST : left;
    }
}
