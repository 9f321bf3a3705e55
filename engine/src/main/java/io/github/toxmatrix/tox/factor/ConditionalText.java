package io.github.toxmatrix.tox.factor;

import io.github.toxmatrix.tox.factor.FactorExpression.Factor;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of an INI file, lines of which may hold for some environments only (tox's {@code config/loader/ini}). It is read
 * once and asked by every environment, which looks only at lines that can be of concern to it: looking at all of them
 * would take the square of the time where there are as many conditions as environments.
 */
public final class ConditionalText {

    private static final Pattern COMMENT = Pattern.compile("\\s*(?<!\\\\)#.*", Pattern.UNICODE_CHARACTER_CLASS);

    private final List<Line> lines;
    private final boolean blank;

    /** Lines without a condition, and those that decide whether a line after them is left out. */
    private final BitSet always = new BitSet();

    /** For a factor the lines that can hold only where it does. */
    private final Map<String, List<Integer>> linesOfFactor = new HashMap<>();

    /** @param condition null where it has none */
    private record Line(@Nullable FactorExpression condition, String content) {

        List<List<Factor>> groups() {
            return condition == null ? List.of() : condition.groups();
        }

        boolean continues() {
            return content.endsWith("\\");
        }
    }

    private ConditionalText(List<Line> lines, boolean blank) {
        this.lines = List.copyOf(lines);
        this.blank = blank;
        index();
    }

    public static ConditionalText parse(String raw) {
        Map<String, Optional<FactorExpression>> known = new HashMap<>(); // lines by the thousand share a condition
        List<Line> lines = new ArrayList<>();
        boolean blank = true;
        for (String line : raw.split("\n", -1)) {
            if (!line.startsWith("#")) {
                String text = withoutComment(line);
                blank &= WhiteSpace.isBlank(text);
                lines.add(line(text, known));
            }
        }
        return new ConditionalText(lines, blank);
    }

    private static String withoutComment(String line) {
        return line.indexOf('#') < 0
                ? line
                : COMMENT.matcher(line).replaceFirst("").replace("\\#", "#");
    }

    private static Line line(String text, Map<String, Optional<FactorExpression>> known) {
        int end = FactorExpression.conditionEnd(text);
        Optional<FactorExpression> condition = end < 0
                ? Optional.empty()
                : known.computeIfAbsent(WhiteSpace.strip(text.substring(0, end)), FactorExpression::ifValid);
        return condition.isPresent()
                ? new Line(condition.get(), WhiteSpace.strip(text.substring(end + 1)))
                : new Line(null, text);
    }

    private void index() {
        Map<String, Integer> uses = new HashMap<>();
        for (Line line : lines) {
            for (List<Factor> group : line.groups()) {
                group.forEach(factor -> uses.merge(factor.name(), 1, Integer::sum));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.condition() == null) {
                always.set(i);
            } else if (line.continues()) {
                always.set(i, Math.min(i + 2, lines.size()));
            }
            for (List<Factor> group : line.groups()) {
                index(i, group, uses);
            }
        }
    }

    /** Under the rarest of the factors it needs, so that few environments look at a line in vain. */
    private void index(int line, List<Factor> group, Map<String, Integer> uses) {
        Optional<String> rarest = group.stream()
                .filter(factor -> !factor.negated())
                .map(Factor::name)
                .min(Comparator.comparing(name -> uses.getOrDefault(name, 0)));
        rarest.ifPresentOrElse(
                name -> linesOfFactor
                        .computeIfAbsent(name, missing -> new ArrayList<>())
                        .add(line),
                () -> always.set(line));
    }

    /**
     * The lines that apply, without comments, continued lines joined; empty where there were lines but none applies: then
     * the setting is not set.
     *
     * @param factors those that hold in the environment
     */
    public Optional<String> filter(Set<String> factors) {
        String filtered = String.join("\n", applicable(factors));
        return filtered.isEmpty() && !blank ? Optional.empty() : Optional.of(filtered.replace("\\\n", ""));
    }

    private List<String> applicable(Set<String> factors) {
        BitSet concerned = (BitSet) always.clone();
        for (String factor : factors) {
            linesOfFactor.getOrDefault(factor, List.of()).forEach(concerned::set);
        }
        List<String> kept = new ArrayList<>();
        boolean continued = false;
        boolean skipping = false;
        for (int i = concerned.nextSetBit(0); i >= 0; i = concerned.nextSetBit(i + 1)) {
            Line line = lines.get(i);
            if (line.condition() == null) {
                if (skipping && !continued && !line.continues()) {
                    skipping = false;
                    continue;
                }
                if (!line.content().isEmpty()) {
                    kept.add(line.content());
                    continued = line.continues();
                }
                skipping = false;
            } else if (line.condition().holdsFor(factors)) {
                kept.add(line.content());
                continued = line.continues();
                skipping = false;
            } else {
                skipping = line.continues();
            }
        }
        return kept;
    }
}
