package io.github.toxmatrix.tox.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorExpressionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "py310-{a,b},lint | py310-a py310-b lint",
                "{py,!pi}-{a,b} | py-a py-b pi-a pi-b",
                "{a}{b,c}d | abd acd",
                "py{310-312} | py310 py311 py312",
                "py3{12-10} | py312 py311 py310",
                "py3{13-} | py313 py314 py315",
                "py3{-12} | py311 py312",
                "py3{20-} | py320",
                "py-django-4-2,x | py-django-4-2 x",
                "a, b ,,c | a b c",
                "a{},b{c | !",
                "a b | !",
                "a-! | !",
                "[!a]*-?b | [!a]*-?b"
            })
    void expandsToNames(String text, String names) {
        if (names.equals("!")) {
            assertThatThrownBy(() -> FactorExpression.parse(text)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(FactorExpression.names(text)).containsExactly(names.split(" "));
        }
    }

    @Test
    void holdsWhereAllFactorsOfAnAlternativeDo() {
        FactorExpression expression = FactorExpression.parse("a-!b,c");

        assertThat(expression.holdsFor(Set.of("a"))).isTrue();
        assertThat(expression.holdsFor(Set.of("a", "b"))).isFalse();
        assertThat(expression.holdsFor(Set.of("b", "c"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a: b,1", "a:,1", "a:b,-1", "http://x y: z,10", "a,-1"})
    void endsAConditionAtAColonBeforeWhiteSpace(String line, int end) {
        assertThat(FactorExpression.conditionEnd(line)).isEqualTo(end);
    }

    @Property(tries = 20_000)
    void readsWhatTheRegularExpressionsOfToxRead(@ForAll("texts") String text) {
        assertThat(FactorExpression.ifValid(text).map(FactorExpression::names))
                .isEqualTo(ByRegularExpressions.names(text));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a", "b", "1", "12", "9-", "-8", "3-5", ",", ", ", "{", "}", "{a,b}", "{1-3}", "-", "-", ".",
                        "!", "[", "]", "*", "?", "_", " ", "é", "#")
                .list()
                .ofMaxSize(9)
                .map(parts -> String.join("", parts));
    }

    /** The patterns of tox's {@code config/loader/ini/factor.py}, one after the other. */
    private static final class ByRegularExpressions {

        private static final Pattern RANGE = Pattern.compile(
                "(?<src>(?<![\\w.-])(?:(?<start>\\d+)-(?<end>\\d+)|(?<from>\\d+)-)"
                        + "|(?<=[{,])-(?<to>\\d+)|\\d+)(?<delimiter>[,}])",
                Pattern.UNICODE_CHARACTER_CLASS);
        private static final Pattern BRACES_OR_COMMA = Pattern.compile("((?:\\{[^}]+\\})+)|,");
        private static final Pattern BRACES = Pattern.compile("\\{([^}]+)\\}");
        private static final Pattern FACTOR =
                Pattern.compile("(?:!?(?:\\[!?|[\\w.*?\\]])(?:\\[!?|[\\w.*?\\]-])*)?", Pattern.UNICODE_CHARACTER_CLASS);

        static Optional<List<String>> names(String text) {
            List<String> names = new ArrayList<>();
            for (String item : items(expandRanges(text))) {
                for (String variant : variants(item)) {
                    List<String> factors = List.of(variant.split("-", -1));
                    if (!factors.stream()
                            .allMatch(factor -> FACTOR.matcher(factor).matches())) {
                        return Optional.empty();
                    }
                    names.add(factors.stream()
                            .map(factor -> factor.startsWith("!") ? factor.substring(1) : factor)
                            .collect(Collectors.joining("-")));
                }
            }
            return Optional.of(names);
        }

        private static String expandRanges(String text) {
            return RANGE.matcher(text).replaceAll(match -> {
                String closed = match.group(2);
                if (closed != null) {
                    return numbers(Integer.parseInt(closed), Integer.parseInt(match.group(3))) + match.group(6);
                }
                if (match.group(4) != null) {
                    int from = Integer.parseInt(match.group(4));
                    return numbers(from, Math.max(from, 15)) + match.group(6);
                }
                return openStart(match);
            });
        }

        private static String openStart(MatchResult match) {
            if (match.group(5) == null) {
                return match.group();
            }
            int to = Integer.parseInt(match.group(5));
            return numbers(Math.min(to, 11), to) + match.group(6);
        }

        private static String numbers(int from, int to) {
            IntStream up = IntStream.rangeClosed(Math.min(from, to), Math.max(from, to));
            return (from <= to ? up : up.map(i -> from + to - i))
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(","));
        }

        private static List<String> items(String text) {
            List<String> items = new ArrayList<>();
            String marked = BRACES_OR_COMMA
                    .matcher(text)
                    .replaceAll(match ->
                            match.group().equals(",") ? "\0" : match.group().replace("$", "\\$"));
            for (String item : marked.split("\0", -1)) {
                if (!item.isEmpty()) {
                    items.add(item.strip());
                }
            }
            return items;
        }

        private static List<String> variants(String item) {
            List<String> variants = List.of("");
            String rest = BRACES.matcher(item).replaceAll("\0$1\0");
            for (String part : rest.split("\0", -1)) {
                List<String> longer = new ArrayList<>();
                for (String variant : variants) {
                    for (String alternative : part.split(",", -1)) {
                        longer.add(variant + alternative.strip());
                    }
                }
                variants = longer;
            }
            return variants;
        }
    }
}
