package io.github.toxmatrix.tox.factor;

import io.github.toxmatrix.tox.document.TomlDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The factors that a TOML value lists: arrays, ranges ({@code {prefix = "py3", start = 10, stop = 13}}), groups with a
 * label ({@code {django = ["42", "50"]}}) and products of them (tox's {@code config/loader/toml/_product.py}).
 */
public final class TomlFactors {

    private static final Set<String> RESERVED_LABELS = Set.of("env", "posargs", "tty", "glob", "factor");

    /** Far above any number of minor versions; keeps a mistyped bound from filling the memory. */
    private static final int MAX_RANGE = 10_000;

    private TomlFactors() {}

    /**
     * One group of factors.
     *
     * @param label its label; empty where it has none
     * @param values its factors in their order
     * @param fallback what stands for it in environments that have none of the factors, as it is written: tox looks at it
     *     only where the group can be referred to
     * @param taken the factor that each environment made from the group got
     */
    public record Group(
            Optional<String> label, List<String> values, Optional<Object> fallback, Map<String, String> taken) {

        /** @throws IllegalArgumentException if what stands for it is none of its factors */
        public Group checked() {
            if (fallback.isPresent() && !(fallback.get() instanceof String text && values.contains(text))) {
                throw new IllegalArgumentException("'default' of a group must be one of its factors: "
                        + String.join(", ", values) + "; is " + fallback.get());
            }
            return this;
        }
    }

    /** @throws IllegalArgumentException if an entry is neither a name nor a product, range or labelled group */
    public static List<String> envList(Object value) {
        if (!(value instanceof List<?> items)) {
            throw new IllegalArgumentException("env_list must be an array, is " + TomlDocument.kind(value));
        }
        Set<String> names = new LinkedHashSet<>();
        for (Object item : items) {
            if (item instanceof String name) {
                names.add(name);
                continue;
            }
            Map<String, Object> table = TomlDocument.table(item)
                    .orElseThrow(() -> new IllegalArgumentException("entries of env_list must be names, or tables with"
                            + " a product, a range or a label; one is " + TomlDocument.kind(item)));
            names.addAll(
                    table.containsKey("product") ? product(table) : group(table).values());
        }
        return List.copyOf(names);
    }

    private static List<String> product(Map<String, Object> table) {
        if (table.containsKey("prefix")) {
            throw new IllegalArgumentException("a table of env_list cannot have both 'product' and 'prefix'");
        }
        Object product = table.getOrDefault("product", List.of());
        if (product instanceof List<?> groups && groups.isEmpty()) {
            return List.of();
        }
        Set<Object> excluded = new HashSet<>();
        Object exclude = table.getOrDefault("exclude", List.of());
        if (!(exclude instanceof List<?> names)) {
            throw new IllegalArgumentException("'exclude' must be an array, is " + TomlDocument.kind(exclude));
        }
        excluded.addAll(names);
        return combine(groups(product), Optional.empty()).stream()
                .filter(name -> !excluded.contains(name))
                .toList();
    }

    /** @throws IllegalArgumentException if it is no array of groups */
    public static List<Group> groups(Object value) {
        if (!(value instanceof List<?> raw)) {
            throw new IllegalArgumentException("'product' must be an array of groups, is " + TomlDocument.kind(value));
        }
        List<Group> groups = new ArrayList<>();
        raw.forEach(group -> groups.add(group(group)));
        return groups;
    }

    /** The names that one factor of each group makes; remembers in the groups which name took which factor. */
    public static List<String> combine(List<Group> groups, Optional<String> prefix) {
        List<List<String>> combinations = List.of(List.of());
        for (Group group : groups) {
            combinations = combinations.stream()
                    .flatMap(before -> group.values().stream().map(factor -> appended(before, factor)))
                    .toList();
        }
        List<String> names = new ArrayList<>();
        for (List<String> combination : combinations) {
            String joined = String.join("-", combination);
            String name = prefix.map(first -> combination.isEmpty() ? first : first + "-" + joined)
                    .orElse(joined);
            for (int i = 0; i < groups.size(); i++) {
                groups.get(i).taken().put(name, combination.get(i));
            }
            names.add(name);
        }
        return names;
    }

    public static Group group(Object value) {
        if (value instanceof List<?> factors) {
            return new Group(Optional.empty(), names(factors), Optional.empty(), new HashMap<>());
        }
        Optional<Map<String, Object>> table = TomlDocument.table(value);
        if (table.isPresent() && table.get().containsKey("prefix")) {
            List<String> values = range(table.get());
            return new Group(
                    Optional.empty(), values, Optional.ofNullable(table.get().get("default")), new HashMap<>());
        }
        if (table.isPresent() && table.get().size() == 1) {
            return labelled(table.get().entrySet().iterator().next());
        }
        throw new IllegalArgumentException("a group of factors must be an array, a range or a table with one label, is "
                + TomlDocument.kind(value));
    }

    private static Group labelled(Map.Entry<String, Object> entry) {
        String label = entry.getKey();
        if (RESERVED_LABELS.contains(label)) {
            throw new IllegalArgumentException("'" + label + "' is reserved and cannot label a group of factors");
        }
        Optional<Map<String, Object>> table = TomlDocument.table(entry.getValue());
        List<String> values;
        if (table.isPresent() && table.get().containsKey("prefix")) {
            values = range(table.get());
        } else {
            Object listed = table.isPresent() ? table.get().get("values") : entry.getValue();
            if (!(listed instanceof List<?> list)) {
                throw new IllegalArgumentException("the group of factors '" + label
                        + "' must be an array, a range, or a table with an array 'values'");
            }
            values = list.stream().map(String::valueOf).toList();
        }
        Optional<Object> fallback = table.map(group -> group.get("default"));
        return new Group(Optional.of(label), values, fallback, new HashMap<>());
    }

    private static List<String> names(List<?> factors) {
        List<String> names = new ArrayList<>();
        for (Object factor : factors) {
            if (!(factor instanceof String name)) {
                throw new IllegalArgumentException("factors must be strings, one is " + TomlDocument.kind(factor)
                        + (factor instanceof Map<?, ?>
                                ? "; write a range or a label beside the arrays, not in one"
                                : ""));
            }
            names.add(name);
        }
        return names;
    }

    private static List<String> range(Map<String, Object> table) {
        Optional<Long> start = bound(table, "start");
        Optional<Long> stop = bound(table, "stop");
        if (start.isEmpty() && stop.isEmpty()) {
            throw new IllegalArgumentException("a range must have 'start' or 'stop'");
        }
        long from = start.orElseGet(() -> Math.min(FactorExpression.LATEST_PYTHON_MINOR_MIN, stop.orElseThrow()));
        long to = stop.orElseGet(() -> Math.max(FactorExpression.LATEST_PYTHON_MINOR_MAX, start.orElseThrow()));
        if (to - from > MAX_RANGE) {
            throw new IllegalArgumentException("the range from " + from + " to " + to + " is too long");
        }
        String prefix = String.valueOf(table.get("prefix"));
        return LongStream.rangeClosed(from, to)
                .mapToObj(minor -> prefix + minor)
                .toList();
    }

    private static Optional<Long> bound(Map<String, Object> table, String key) {
        Object bound = table.get(key);
        if (bound != null && !(bound instanceof Long)) {
            throw new IllegalArgumentException(
                    "'" + key + "' of a range must be an integer, is " + TomlDocument.kind(bound));
        }
        return Optional.ofNullable((Long) bound);
    }

    private static List<String> appended(List<String> before, String factor) {
        List<String> longer = new ArrayList<>(before);
        longer.add(factor);
        return longer;
    }
}
