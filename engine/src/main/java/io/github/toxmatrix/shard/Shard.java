package io.github.toxmatrix.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several runners that share a matrix.
 *
 * @param index which one, counted from 1
 * @param count how many there are
 */
public record Shard(int index, int count) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\d{1,9})");

    public Shard {
        if (count < 1 || index < 1 || index > count) {
            throw new IllegalArgumentException(
                    index + "/" + count + " is not a shard: the first number goes from 1 to the second");
        }
    }

    /**
     * Reads {@code 4/15}.
     *
     * @throws IllegalArgumentException if it is none; the message says what one looks like
     */
    public static Shard parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a shard: it is written i/n with 1 <= i <= n, such as 4/15");
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /**
     * The share of this shard. Shares differ in size by one at most, keep the order, do not overlap, and together are
     * everything; items that stand beside each other, which are often alike in length, go to different shards.
     */
    public <T> List<T> share(List<T> all) {
        List<T> share = new ArrayList<>();
        for (int i = index - 1; i < all.size(); i += count) {
            share.add(all.get(i));
        }
        return List.copyOf(share);
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
