package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes a text as small as it can be while something still holds for it: leaves out ever smaller groups of lines, then of
 * words, then of characters (delta debugging).
 */
final class TextReduction {

    private static final List<Pattern> UNITS = List.of(
            Pattern.compile("(?<=\n)"),
            Pattern.compile("(?<=[\\s,{}:\\[\\]])|(?=[\\s,{}:\\[\\]])"),
            Pattern.compile(""));

    private TextReduction() {}

    static String smallest(String text, Predicate<String> holds) {
        String smallest = text;
        String before;
        do {
            before = smallest;
            for (Pattern unit : UNITS) {
                smallest = reduce(Arrays.asList(unit.split(smallest)), holds);
            }
        } while (!smallest.equals(before));
        return smallest;
    }

    private static String reduce(List<String> whole, Predicate<String> holds) {
        List<String> kept = whole;
        int size = Math.max(1, kept.size() / 2);
        while (true) {
            boolean reduced = false;
            for (int from = 0; from < kept.size(); ) {
                List<String> less = new ArrayList<>(kept.subList(0, from));
                less.addAll(kept.subList(Math.min(from + size, kept.size()), kept.size()));
                if (holds.test(String.join("", less))) {
                    kept = less;
                    reduced = true;
                } else {
                    from += size;
                }
            }
            if (size == 1 && !reduced) {
                return String.join("", kept);
            }
            size = reduced && size == 1 ? 1 : Math.max(1, size / 2);
        }
    }
}
