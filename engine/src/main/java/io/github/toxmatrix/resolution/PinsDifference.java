package io.github.toxmatrix.resolution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How two runs differ.
 *
 * @param changes for people, each with the environments in which it holds; what holds in the most comes first
 * @param common how many environments are in both
 * @param onlyFirst,onlySecond environments that the other does not have
 */
public record PinsDifference(
        Map<String, Set<String>> changes, int common, Set<String> onlyFirst, Set<String> onlySecond) {

    private static final int SHOWN = 8;

    public static PinsDifference between(RunPins first, RunPins second) {
        Map<String, Set<String>> changes = new TreeMap<>();
        Set<String> both = new TreeSet<>(first.environments().keySet());
        both.retainAll(second.environments().keySet());
        for (String name : both) {
            EnvironmentPins before = first.environments().get(name);
            EnvironmentPins after = second.environments().get(name);
            if (before != null && after != null) {
                changes(before, after).forEach(change -> changes.computeIfAbsent(change, unused -> new TreeSet<>())
                        .add(name));
            }
        }
        Map<String, Set<String>> sorted = new LinkedHashMap<>();
        changes.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, Set<String>> change) ->
                                -change.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(change -> sorted.put(change.getKey(), change.getValue()));
        return new PinsDifference(
                sorted,
                both.size(),
                without(first.environments().keySet(), both),
                without(second.environments().keySet(), both));
    }

    private static Set<String> without(Collection<String> all, Set<String> some) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }

    private static List<String> changes(EnvironmentPins before, EnvironmentPins after) {
        List<String> changes = new ArrayList<>();
        if (!before.python().equals(after.python())) {
            changes.add("Python: " + before.python() + " -> " + after.python());
        }
        Map<String, Pin> old = byName(before);
        Map<String, Pin> present = byName(after);
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(present.keySet());
        for (String name : names) {
            change(name, Optional.ofNullable(old.get(name)), Optional.ofNullable(present.get(name)))
                    .ifPresent(changes::add);
        }
        without(before.direct(), new HashSet<>(after.direct())).forEach(line -> changes.add("removed " + line));
        without(after.direct(), new HashSet<>(before.direct())).forEach(line -> changes.add("added " + line));
        return changes;
    }

    private static Map<String, Pin> byName(EnvironmentPins environment) {
        Map<String, Pin> pins = new TreeMap<>();
        environment.pins().forEach(pin -> pins.put(pin.name(), pin));
        return pins;
    }

    private static Optional<String> change(String name, Optional<Pin> before, Optional<Pin> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before.or(() -> after)
                    .map(pin -> (before.isEmpty() ? "added " : "removed ") + name + " " + pin.version());
        }
        if (!before.get().version().equals(after.get().version())) {
            return Optional.of(
                    name + " " + before.get().version() + " -> " + after.get().version());
        }
        List<String> old = before.get().hashes();
        List<String> present = after.get().hashes();
        if (old.isEmpty() || present.isEmpty() || old.equals(present)) {
            return Optional.empty(); // what no resolver told is not another file
        }
        return Optional.of(name + " " + before.get().version() + ": its files changed ("
                + without(present, new HashSet<>(old)).size() + " new, "
                + without(old, new HashSet<>(present)).size() + " gone)");
    }

    public boolean isEmpty() {
        return changes.isEmpty() && onlyFirst.isEmpty() && onlySecond.isEmpty();
    }

    /** Lines for people; none where both are the same. */
    public List<String> lines(String firstName, String secondName) {
        List<String> lines = new ArrayList<>();
        changes.forEach((change, environments) -> lines.add(change + " in " + names(environments)));
        if (!onlyFirst.isEmpty()) {
            lines.add("only in " + firstName + ": " + String.join(", ", onlyFirst));
        }
        if (!onlySecond.isEmpty()) {
            lines.add("only in " + secondName + ": " + String.join(", ", onlySecond));
        }
        return lines;
    }

    private String names(Set<String> environments) {
        if (environments.size() == common && common > SHOWN) {
            return "all " + common + " environments that both have";
        }
        String names = String.join(", ", environments);
        return environments.size() > 1 ? environments.size() + " environments: " + names : names;
    }
}
