package io.github.toxmatrix.tox.factor;

import io.github.toxmatrix.tox.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An expression such as {@code py{310-312}-{a,!b},lint}: alternatives, each a list of factors which all have to hold
 * (tox's {@code config/loader/ini/factor.py}).
 *
 * @param groups the alternatives, in the order of the text
 */
public record FactorExpression(List<List<Factor>> groups) {

    /** The newest and oldest minor versions of Python that open ranges reach to in tox 4.67. */
    static final int LATEST_PYTHON_MINOR_MAX = 15;

    static final int LATEST_PYTHON_MINOR_MIN = 11;

    /** Only an environment or an item of braces opens a range, so that {@code py-django-4-2} stays one name. */
    private static final Pattern RANGE = Pattern.compile(
            "(?:(?<![\\p{L}\\p{N}_.-])(?:(\\p{Nd}+)-(\\p{Nd}+)|(\\p{Nd}+)-)|(?<=[{,])-(\\p{Nd}+)|\\p{Nd}+)([,}])");

    /** @param negated whether it holds in environments without the factor */
    record Factor(String name, boolean negated) {

        boolean holdsFor(Set<String> factors) {
            return factors.contains(name) != negated;
        }
    }

    public FactorExpression {
        groups = List.copyOf(groups);
    }

    /** @throws IllegalArgumentException where the text is no factor expression */
    static FactorExpression parse(String text) {
        List<List<Factor>> groups = new ArrayList<>();
        for (String item : items(expandRanges(text))) {
            for (String alternative : alternatives(item)) {
                groups.add(factors(alternative));
            }
        }
        return new FactorExpression(groups);
    }

    /** As {@link #parse}, empty where the text is none, such as the {@code https://x y} of a line {@code https://x y: z}. */
    public static Optional<FactorExpression> ifValid(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Where the condition in front of a line would end: at the first colon before white space or the end of the line; -1
     * where there is none.
     */
    public static int conditionEnd(String line) {
        for (int colon = line.indexOf(':'); colon >= 0; colon = line.indexOf(':', colon + 1)) {
            if (colon == line.length() - 1 || WhiteSpace.is(line.charAt(colon + 1))) {
                return colon;
            }
        }
        return -1;
    }

    /** The names of the alternatives, in their order, repeated where the expression repeats them. */
    public static List<String> names(String text) {
        return parse(text).names();
    }

    public List<String> names() {
        List<String> names = new ArrayList<>(groups.size());
        for (List<Factor> group : groups) {
            names.add(group.stream().map(Factor::name).collect(Collectors.joining("-")));
        }
        return names;
    }

    boolean holdsFor(Set<String> factors) {
        for (List<Factor> group : groups) {
            if (holdsFor(group, factors)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsFor(List<Factor> group, Set<String> factors) {
        for (Factor factor : group) {
            if (!factor.holdsFor(factors)) {
                return false;
            }
        }
        return true;
    }

    static String expandRanges(String text) {
        return mayHaveRange(text) ? RANGE.matcher(text).replaceAll(FactorExpression::expanded) : text;
    }

    /** Whether a dash follows a number that begins an item, or begins one itself: in most texts none does. */
    private static boolean mayHaveRange(String text) {
        for (int dash = text.indexOf('-'); dash >= 0; dash = text.indexOf('-', dash + 1)) {
            int begin = dash;
            while (begin > 0 && Character.isDigit(text.charAt(begin - 1))) {
                begin--;
            }
            char before = begin == 0 ? ' ' : text.charAt(begin - 1);
            if (before != '.' && before != '-' && !isWord(before)) {
                return true;
            }
        }
        return false;
    }

    private static String expanded(MatchResult match) {
        String from = match.group(1) == null ? match.group(3) : match.group(1);
        String to = match.group(1) == null ? match.group(4) : match.group(2);
        if (from == null && to == null) {
            return match.group();
        }
        int start = from == null ? Math.min(Integer.parseInt(to), LATEST_PYTHON_MINOR_MIN) : Integer.parseInt(from);
        int end = to == null ? Math.max(start, LATEST_PYTHON_MINOR_MAX) : Integer.parseInt(to);
        int step = start < end ? 1 : -1;
        return IntStream.iterate(start, i -> i != end + step, i -> i + step)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","))
                + match.group(5);
    }

    /** Split at the commas outside of braces; nothing between two commas is no item. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || text.charAt(at) == ',') {
                if (at > begin) {
                    items.add(WhiteSpace.strip(text.substring(begin, at)));
                }
                begin = at + 1;
            } else {
                at = Math.max(at, closingBrace(text, at));
            }
        }
        return items;
    }

    /** The end of the braces that begin at a place; -1 where none do, or nothing is in them. */
    private static int closingBrace(String text, int open) {
        int close = text.charAt(open) == '{' ? text.indexOf('}', open) : -1;
        return close > open + 1 ? close : -1;
    }

    /** What an item is with one alternative of each of its braces, those of the last braces following each other. */
    private static List<String> alternatives(String item) {
        List<String> alternatives = List.of("");
        int begin = 0;
        for (int at = 0; at < item.length(); at++) {
            int close = closingBrace(item, at);
            if (close > 0) {
                alternatives = product(alternatives, item.substring(begin, at));
                alternatives = product(alternatives, item.substring(at + 1, close));
                at = close;
                begin = close + 1;
            }
        }
        return product(alternatives, item.substring(begin));
    }

    private static List<String> product(List<String> prefixes, String alternatives) {
        String[] parts = alternatives.split(",", -1);
        List<String> result = new ArrayList<>(prefixes.size() * parts.length);
        for (String prefix : prefixes) {
            for (String part : parts) {
                result.add(prefix + WhiteSpace.strip(part));
            }
        }
        return result;
    }

    private static List<Factor> factors(String alternative) {
        List<Factor> factors = new ArrayList<>();
        for (String text : alternative.split("-", -1)) {
            boolean negated = text.startsWith("!");
            String name = negated ? text.substring(1) : text;
            if (!isFactor(name) || (negated && name.isEmpty())) {
                throw new IllegalArgumentException("not a factor expression: " + alternative);
            }
            factors.add(new Factor(name, negated));
        }
        return List.copyOf(factors);
    }

    /** Letters, digits and what patterns are made of; an exclamation mark only where it negates a set of characters. */
    private static boolean isFactor(String name) {
        for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
            int c = name.codePointAt(at);
            boolean negatesSet = c == '!' && at > 0 && name.charAt(at - 1) == '[';
            if (!isWord(c) && ".*?[]".indexOf(c) < 0 && !negatesSet) {
                return false;
            }
        }
        return true;
    }

    /** {@code \w} of Python: letters, numbers of every kind and the underscore. */
    private static boolean isWord(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || c == '_'
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }
}
