package io.github.toxmatrix.index.cache;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a file.
 *
 * @param first counted from 0
 * @param last included
 */
public record ByteRange(long first, long last) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,15})-(\\d{1,15})/(\\d{1,15})");

    /** Whether a header asks for one part; several, or something else, are not understood and give the whole. */
    public static boolean isOne(String range) {
        Matcher matcher = RANGE.matcher(range);
        return matcher.matches()
                && !(matcher.group(1).isEmpty() && matcher.group(2).isEmpty());
    }

    /** What {@link #isOne} accepts, of a file of {@code size} bytes; empty if it has no such part. */
    public static Optional<ByteRange> parse(String range, long size) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        boolean suffix = matcher.group(1).isEmpty();
        long end = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        long first = suffix ? Math.max(0, size - end) : Long.parseLong(matcher.group(1));
        long last = suffix ? size - 1 : Math.min(end, size - 1);
        boolean exists = first <= last && !(suffix && end == 0) && first < size;
        return exists ? Optional.of(new ByteRange(first, last)) : Optional.empty();
    }

    /** A part, and of how much. */
    record Given(ByteRange range, long total) {}

    static Optional<Given> parseContentRange(String header) {
        Matcher matcher = CONTENT_RANGE.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ByteRange range = new ByteRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        long total = Long.parseLong(matcher.group(3));
        return range.first() <= range.last() && range.last() < total
                ? Optional.of(new Given(range, total))
                : Optional.empty();
    }

    public long length() {
        return last - first + 1;
    }
}
