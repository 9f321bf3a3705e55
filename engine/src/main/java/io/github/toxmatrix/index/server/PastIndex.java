package io.github.toxmatrix.index.server;

import io.github.toxmatrix.index.upstream.Upstream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An index as it was at a time: without what was uploaded later. Of each time it has URLs of its own, the same in every run,
 * since uv keeps what it knows by them; whoever serves the index serves all times.
 *
 * @param time what was uploaded then is shown, as is what lies in no index but is linked to ({@code find-links}), of which nobody
 *     tells the time; uv takes it likewise
 */
record PastIndex(ServedIndex index, Instant time) implements ServedIndex {

    private static final String PREFIX = "as-of-";

    /** Without colons, which some pips escape. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HHmmss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendLiteral('Z')
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    /** The time that a part of a path stands for. */
    static Optional<Instant> time(String part) {
        try {
            return part.startsWith(PREFIX)
                    ? Optional.of(FORMAT.parse(part.substring(PREFIX.length()), Instant::from))
                    : Optional.empty();
        } catch (DateTimeException invalid) {
            return Optional.empty();
        }
    }

    @Override
    public URI base() {
        return URI.create(index.base() + PREFIX + FORMAT.format(time) + "/");
    }

    @Override
    public Optional<URI> url(Upstream upstream) {
        return index.url(upstream).map(unused -> upstream.below(base()));
    }

    @Override
    public List<String> failures(Duration within) {
        return index.failures(within);
    }

    @Override
    public String server() {
        return index.server();
    }

    @Override
    public boolean hasOtherServer(String before) throws InterruptedException {
        return index.hasOtherServer(before);
    }

    @Override
    public String host() {
        return index.host();
    }

    @Override
    public boolean isLocal() {
        return index.isLocal();
    }

    @Override
    public void close() {
        index.close();
    }
}
