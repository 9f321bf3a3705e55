package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An expression such as {@code py{310-312}-{a,!b},lint}: alternatives, each a list of factors which all have to hold
 * (tox's {@code config/loader/ini/factor.py}).
 *
 * @param groups the alternatives, in the order of the text
 */
record FactorExpression(List<List<Factor>> groups) {

    /** The newest and oldest minor versions of Python that open ranges reach to in tox 4.67. */
    static final int LATEST_PYTHON_MINOR_MAX = 15;

    static final int LATEST_PYTHON_MINOR_MIN = 11;

    private static final Pattern RANGE = Pattern.compile(
            "(?:(?<![\\w.-])(?:(?<start>\\d+)-(?<end>\\d+)|(?<from>\\d+)-)"
                    + "|(?<=[{,])-(?<to>\\d+)|\\d+)(?<delimiter>[,}])",
            Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern BRACES_OR_COMMA = Pattern.compile("(?:\\{[^}]+\\})+|,");

    private static final Pattern BRACES = Pattern.compile("\\{([^}]+)\\}");

    private static final Pattern FACTOR =
            Pattern.compile("!?(?:\\[!?|[\\w.*?\\]])(?:\\[!?|[\\w.*?\\]-])*|", Pattern.UNICODE_CHARACTER_CLASS);

    /** A condition ends at a colon before white space or the end of the line. */
    private static final Pattern CONDITION_END = Pattern.compile(":(\\s|$)");

    /** @param negated whether it holds in environments without the factor */
    record Factor(String name, boolean negated) {

        static Factor of(String text) {
            return text.startsWith("!") ? new Factor(text.substring(1), true) : new Factor(text, false);
        }
    }

    /** A line of a value with the condition in front of it; {@code condition} is null where it has none. */
    record Line(@Nullable FactorExpression condition, String content) {

        boolean holdsFor(Set<String> factors) {
            return condition == null || condition.holdsFor(factors);
        }
    }

    FactorExpression {
        groups = groups.stream().map(List::copyOf).toList();
    }

    /** @throws IllegalArgumentException where the text is no factor expression */
    static FactorExpression parse(String text) {
        List<List<Factor>> groups = new ArrayList<>();
        for (String name : expand(expandRanges(text))) {
            groups.add(Arrays.stream(name.split("-", -1)).map(Factor::of).toList());
        }
        return new FactorExpression(groups);
    }

    /** The names of the alternatives, in their order, repeated where the expression repeats them. */
    static List<String> names(String text) {
        return parse(text).names();
    }

    List<String> names() {
        return groups.stream()
                .map(group -> group.stream().map(Factor::name).collect(Collectors.joining("-")))
                .toList();
    }

    boolean holdsFor(Set<String> factors) {
        return groups.stream().anyMatch(group -> group.stream()
                .allMatch(factor -> factors.contains(factor.name()) != factor.negated()));
    }

    /** The line without its condition; the whole of it where what is before a colon is no factor expression. */
    static Line line(String line) {
        Matcher end = CONDITION_END.matcher(line);
        if (!end.find()) {
            return new Line(null, line);
        }
        try {
            FactorExpression condition = parse(line.substring(0, end.start()).strip());
            return new Line(condition, line.substring(end.start() + 1).strip());
        } catch (IllegalArgumentException e) {
            return new Line(null, line); // such as https://x y: z
        }
    }

    static String expandRanges(String text) {
        if (text.indexOf('-') < 0) {
            return text;
        }
        return RANGE.matcher(text).replaceAll(range -> {
            Matcher matcher = (Matcher) range;
            String delimiter = matcher.group("delimiter");
            if (matcher.group("start") != null) {
                return numbers(Integer.parseInt(matcher.group("start")), Integer.parseInt(matcher.group("end")))
                        + delimiter;
            }
            if (matcher.group("from") != null) {
                int from = Integer.parseInt(matcher.group("from"));
                return numbers(from, Math.max(from, LATEST_PYTHON_MINOR_MAX)) + delimiter;
            }
            if (matcher.group("to") != null) {
                int to = Integer.parseInt(matcher.group("to"));
                return numbers(Math.min(to, LATEST_PYTHON_MINOR_MIN), to) + delimiter;
            }
            return matcher.group();
        });
    }

    private static String numbers(int start, int end) {
        int direction = start < end ? 1 : -1;
        return IntStream.iterate(start, i -> i != end + direction, i -> i + direction)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
    }

    private static List<String> expand(String text) {
        List<String> names = new ArrayList<>();
        for (String item : items(text)) {
            List<String> variants = List.of("");
            Matcher braces = BRACES.matcher(item);
            int at = 0;
            while (braces.find()) {
                variants = product(variants, item.substring(at, braces.start()));
                variants = product(variants, braces.group(1));
                at = braces.end();
            }
            variants = product(variants, item.substring(at));
            for (String variant : variants) {
                for (String factor : variant.split("-", -1)) {
                    if (!FACTOR.matcher(factor).matches()) {
                        throw new IllegalArgumentException("not a factor expression: " + variant);
                    }
                }
                names.add(variant);
            }
        }
        return names;
    }

    /** Split at the commas outside of braces; nothing between two commas is no item. */
    private static List<String> items(String text) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        Matcher matcher = BRACES_OR_COMMA.matcher(text);
        int at = 0;
        while (matcher.find()) {
            item.append(text, at, matcher.start());
            at = matcher.end();
            if (!matcher.group().equals(",")) {
                item.append(matcher.group());
            } else if (item.length() > 0) {
                items.add(item.toString().strip());
                item.setLength(0);
            }
        }
        item.append(text, at, text.length());
        if (item.length() > 0) {
            items.add(item.toString().strip());
        }
        return items;
    }

    private static List<String> product(List<String> prefixes, String alternatives) {
        String[] parts = alternatives.split(",", -1);
        List<String> result = new ArrayList<>(prefixes.size() * parts.length);
        for (String prefix : prefixes) {
            for (String part : parts) {
                result.add(prefix + part.strip());
            }
        }
        return result;
    }
}
