package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.project.ProjectRun;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.text.Fnmatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;

/**
 * The order of a run: an environment waits until those of the run that its {@code depends} names have ended, however they
 * ended ({@code run_order} of {@code tox/session/cmd/run/common.py}). What is not in the run, such as what another shard
 * runs, is not waited for. Where several run at a time, those begin first that took longest when they last ran, so that no
 * long one is left alone at the end; before them what never ran, in its own order. Who has a {@linkplain Twins twin} waits
 * for it too.
 */
final class RunOrder {

    private static final Duration UNKNOWN = Duration.ofSeconds(Long.MAX_VALUE);

    private final List<TestDescriptor> order;
    private final Map<TestDescriptor, Set<TestDescriptor>> waits;
    private final Map<TestDescriptor, String> problems;

    private RunOrder(
            List<TestDescriptor> order,
            Map<TestDescriptor, Set<TestDescriptor>> waits,
            Map<TestDescriptor, String> problems) {
        this.order = order;
        this.waits = waits;
        this.problems = problems;
    }

    /** @param children of the engine, as they are after filters */
    static RunOrder of(List<? extends TestDescriptor> children) {
        return of(children, Twins.NONE);
    }

    /** @param twins found in an order of the same children, so that nothing goes round in a circle for them */
    static RunOrder of(List<? extends TestDescriptor> children, Twins twins) {
        Map<TestDescriptor, Set<TestDescriptor>> waits = new LinkedHashMap<>();
        Map<TestDescriptor, String> problems = new HashMap<>();
        Map<ProjectRun, Map<String, TestDescriptor>> projects = new HashMap<>();
        children.forEach(child -> box(child)
                .ifPresent(box -> projects.computeIfAbsent(box.project(), project -> new LinkedHashMap<>())
                        .put(box.environment().name(), child)));
        for (TestDescriptor child : children) {
            waits.put(child, Set.of());
            box(child).ifPresent(box -> {
                try {
                    waits.put(child, among(projects.getOrDefault(box.project(), Map.of()), child, box));
                } catch (ToxConfigurationException e) {
                    problems.put(child, String.valueOf(e.getMessage()));
                }
            });
        }
        twins.firsts().forEach((twin, first) -> {
            Set<TestDescriptor> all = new LinkedHashSet<>(waits.getOrDefault(twin, Set.of()));
            all.add(first);
            waits.put(twin, all);
        });
        List<TestDescriptor> order = sorted(waits);
        if (order.size() < waits.size()) {
            String cycle = "circular dependency detected between environments: "
                    + cycle(waits, order).stream()
                            .map(TestDescriptor::getDisplayName)
                            .collect(Collectors.joining(" | "));
            children.forEach(child -> problems.putIfAbsent(child, cycle));
            return new RunOrder(List.copyOf(children), Map.of(), problems);
        }
        return new RunOrder(order, waits, problems);
    }

    /** As {@link #of}, longest first. */
    static RunOrder longestFirst(List<? extends TestDescriptor> children, Twins twins) {
        return of(
                children.stream()
                        .sorted(Comparator.comparing(RunOrder::expected, Comparator.reverseOrder()))
                        .toList(),
                twins);
    }

    /** What never ran could take any time. */
    private static Duration expected(TestDescriptor child) {
        return box(child)
                .flatMap(box ->
                        box.project().durations().expected(box.environment().name()))
                .orElse(UNKNOWN);
    }

    static Optional<BoxDescriptor> box(TestDescriptor child) {
        return child.getChildren().stream()
                .filter(BoxDescriptor.class::isInstance)
                .map(BoxDescriptor.class::cast)
                .findFirst();
    }

    private static Set<TestDescriptor> among(
            Map<String, TestDescriptor> running, TestDescriptor child, BoxDescriptor box) {
        Set<TestDescriptor> found = new LinkedHashSet<>();
        for (String glob : box.environment().get(RunKeys.DEPENDS)) {
            Pattern pattern = Fnmatch.compile(glob);
            running.forEach((name, other) -> {
                if (pattern.matcher(name).matches() && other != child) {
                    found.add(other);
                }
            });
        }
        return found;
    }

    /** Each time the first that waits for none which is left; those of a cycle, and what waits for them, are missing. */
    private static List<TestDescriptor> sorted(Map<TestDescriptor, Set<TestDescriptor>> waits) {
        List<TestDescriptor> left = new ArrayList<>(waits.keySet());
        Set<TestDescriptor> done = new LinkedHashSet<>();
        boolean any = true;
        while (any) {
            Optional<TestDescriptor> next = left.stream()
                    .filter(each -> done.containsAll(waits.getOrDefault(each, Set.of())))
                    .findFirst();
            next.ifPresent(ready -> {
                left.remove(ready);
                done.add(ready);
            });
            any = next.isPresent();
        }
        return List.copyOf(done);
    }

    private static List<TestDescriptor> cycle(
            Map<TestDescriptor, Set<TestDescriptor>> waits, List<TestDescriptor> sorted) {
        Set<TestDescriptor> sortable = new HashSet<>(sorted);
        List<TestDescriptor> path = new ArrayList<>();
        TestDescriptor at = waits.keySet().stream()
                .filter(each -> !sortable.contains(each))
                .findFirst()
                .orElseThrow();
        while (!path.contains(at)) {
            path.add(at);
            // whatever could not be sorted waits for another one that could not
            at = waits.getOrDefault(at, Set.of()).stream()
                    .filter(each -> !sortable.contains(each))
                    .findFirst()
                    .orElseThrow();
        }
        return path.subList(path.indexOf(at), path.size());
    }

    /** The children in the order in which they run. */
    List<TestDescriptor> order() {
        return order;
    }

    /** For each of {@link #order()}, the places in it of those it waits for. */
    List<Set<Integer>> waits() {
        Map<TestDescriptor, Integer> places = new HashMap<>();
        order.forEach(each -> places.put(each, places.size()));
        return order.stream()
                .map(each -> waits.getOrDefault(each, Set.of()).stream()
                        .map(places::get)
                        .collect(Collectors.toSet()))
                .toList();
    }

    /** Why an environment cannot run; null if nothing keeps it from it. */
    @Nullable
    String problem(BoxDescriptor box) {
        return box.getParent().map(problems::get).orElse(null);
    }
}
