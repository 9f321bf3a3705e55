package io.github.toxmatrix.tox.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who wrote a name that is not there. */
public final class NearestNames {

    private static final int MOST = 3;

    private NearestNames() {}

    /** The candidates that few changes make of the name, the nearest first; at most three. */
    public static List<String> of(String name, Collection<String> candidates) {
        record Near(String name, int distance) {}
        return candidates.stream()
                .distinct()
                .map(candidate -> new Near(candidate, distance(name, candidate)))
                .filter(near -> near.distance() <= Math.max(2, name.length() / 3))
                .sorted(Comparator.comparingInt(Near::distance))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
