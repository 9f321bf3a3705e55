package io.github.toxmatrix.index.upstream;

import java.util.Set;
import java.util.TreeSet;

/**
 * How an index is asked and understood, where the user has told uv something of that.
 *
 * @param absent statuses by which it says that it has no such project, besides 404
 * @param anonymous whether it is shown no credentials
 */
public record Manner(Set<Integer> absent, boolean anonymous) {

    /** As ever. */
    public static final Manner PLAIN = new Manner(Set.of(), false);

    public Manner {
        absent = Set.copyOf(absent);
    }

    /** The same text for the same manner. */
    @Override
    public String toString() {
        return new TreeSet<>(absent) + (anonymous ? " anonymous" : "");
    }
}
