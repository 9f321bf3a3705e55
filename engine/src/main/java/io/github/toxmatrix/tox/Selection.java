package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.factor.FactorExpression;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/**
 * Which environments a command is about (tox's {@code session/env_select.py}).
 *
 * @param names {@code -e}; empty for those of {@code env_list}
 * @param all {@code -e ALL}
 * @param labels {@code -m}: in the place of names
 * @param factors {@code -f}: environments that have all factors of one group, in the place of names
 * @param skipped {@code --skip-env}: what names begin with that are left out
 */
public record Selection(
        List<String> names, boolean all, List<String> labels, List<List<String>> factors, Optional<Pattern> skipped) {

    /** What tox takes without any option. */
    public static final Selection DEFAULT = new Selection(List.of(), false, List.of(), List.of(), Optional.empty());

    public Selection {
        names = List.copyOf(names);
        labels = List.copyOf(labels);
        factors = factors.stream().map(List::copyOf).toList();
    }

    /**
     * Reads the values of the options.
     *
     * @param names of {@code -e}, each with one or more names, in which braces generate as in {@code env_list}
     * @throws ToxConfigurationException where the pattern is none
     */
    public static Selection of(
            List<String> names, List<String> labels, List<List<String>> factors, Optional<String> skipped) {
        List<String> expanded = names.stream()
                .flatMap(value -> expand(value).stream())
                .distinct()
                .toList();
        return new Selection(
                expanded.contains("ALL") ? List.of() : expanded,
                expanded.contains("ALL"),
                labels,
                factors.stream().map(Selection::split).toList(),
                skipped.filter(pattern -> !WhiteSpace.isBlank(pattern)).map(Selection::pattern));
    }

    /** Whether labels or factors choose. */
    boolean isGrouped() {
        return !labels.isEmpty() || !factors.isEmpty();
    }

    /** The same, with all that would be left out. */
    public Selection withoutSkipping() {
        return new Selection(names, all, labels, factors, Optional.empty());
    }

    public boolean isSkipped(String name) {
        return skipped.isPresent() && skipped.get().matcher(name).lookingAt();
    }

    private static List<String> expand(String value) {
        try {
            return FactorExpression.names(value);
        } catch (IllegalArgumentException notAnExpression) {
            return Arrays.stream(value.split(",", -1))
                    .map(WhiteSpace::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }
    }

    /** {@code -f a-b} is the same as {@code -f a b}. */
    private static List<String> split(List<String> group) {
        return group.stream()
                .flatMap(factor -> Arrays.stream(factor.split("-", -1)))
                .collect(Collectors.toList());
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(WhiteSpace.strip(text));
        } catch (PatternSyntaxException e) {
            throw new ToxConfigurationException(
                    "invalid environment skip filter " + PythonText.repr(text) + ": " + e.getDescription(), e);
        }
    }
}
