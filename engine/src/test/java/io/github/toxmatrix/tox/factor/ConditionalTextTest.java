package io.github.toxmatrix.tox.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ConditionalTextTest {

    @Test
    void keepsTheLinesWhoseConditionHolds() {
        ConditionalText text = ConditionalText.parse("\nall\na: of a\n!a: not of a\na-b,c: of both or c");

        assertThat(text.filter(Set.of("a"))).contains("all\nof a");
        assertThat(text.filter(Set.of("a", "b"))).contains("all\nof a\nof both or c");
        assertThat(text.filter(Set.of("c"))).contains("all\nnot of a\nof both or c");
    }

    @Test
    void isNotSetWhereNoLineHolds() {
        assertThat(ConditionalText.parse("a: b").filter(Set.of("c"))).isEmpty();
        assertThat(ConditionalText.parse("").filter(Set.of("c"))).contains("");
        assertThat(ConditionalText.parse("# a comment").filter(Set.of("c"))).contains("");
    }

    @Test
    void leavesOutTheContinuationOfALineThatDoesNotHold() {
        ConditionalText text = ConditionalText.parse("a: one \\\ntwo\nthree");

        assertThat(text.filter(Set.of("a"))).contains("one two\nthree");
        assertThat(text.filter(Set.of())).contains("three");
    }

    /** A line that does not hold ends what the one before it left out. */
    @Test
    void anotherConditionEndsALineThatIsLeftOut() {
        assertThat(ConditionalText.parse("a: one \\\nb: two\nthree").filter(Set.of()))
                .contains("three");
    }

    @Property(tries = 5000)
    void looksAtNoFewerLinesThanItHasTo(@ForAll("texts") String text, @ForAll("factors") Set<String> factors) {
        assertThat(ConditionalText.parse(text).filter(factors)).isEqualTo(linesOneByOne(text, factors));
    }

    @Provide
    Arbitrary<Set<String>> factors() {
        return Arbitraries.of("a", "b", "c", "d").set();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> conditions = Arbitraries.of(
                "",
                "",
                "",
                "a: ",
                "b: ",
                "!a: ",
                "a-b: ",
                "a-!b: ",
                "{a,b}-c: ",
                "!a,!b: ",
                "c,d: ",
                ": ",
                "no factor: ");
        Arbitrary<String> contents =
                Arbitraries.of("x", "y", "", "z \\", "\\", "w # why", "w \\#", "https://host/a: b");
        Arbitrary<String> line = Combinators.combine(conditions, contents).as(String::concat);
        return line.list().ofMaxSize(8).map(lines -> String.join("\n", lines));
    }

    /** {@code filter_for_env} of tox's {@code config/loader/ini/factor.py}, which every environment does for all lines. */
    private static Optional<String> linesOneByOne(String text, Set<String> factors) {
        String content = Arrays.stream(text.split("\n", -1))
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("\\s*(?<!\\\\)#.*", "").replace("\\#", "#"))
                .collect(Collectors.joining("\n"));
        List<String> kept = new ArrayList<>();
        boolean continued = false;
        boolean leavingOut = false;
        for (String line : content.split("\n", -1)) {
            int colon = FactorExpression.conditionEnd(line);
            Optional<FactorExpression> condition = colon < 0
                    ? Optional.empty()
                    : FactorExpression.ifValid(line.substring(0, colon).strip());
            String rest = condition.isPresent() ? line.substring(colon + 1).strip() : line;
            boolean left = condition.isPresent()
                    ? !condition.get().holdsFor(factors)
                    : leavingOut && !continued && !rest.endsWith("\\");
            if (!left && (condition.isPresent() || !rest.isEmpty())) {
                kept.add(rest);
                continued = rest.endsWith("\\");
            }
            leavingOut = left && condition.isPresent() && rest.endsWith("\\");
        }
        String filtered = String.join("\n", kept);
        return filtered.isEmpty() && !content.isBlank() ? Optional.empty() : Optional.of(filtered.replace("\\\n", ""));
    }
}
