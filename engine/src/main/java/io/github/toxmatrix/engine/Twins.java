package io.github.toxmatrix.engine;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.duplicates.ExactVersions;
import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.engine.project.ProjectRun;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.tox.ToxEnvironment;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;

/**
 * Environments of a run that would do once more what another one of it does ({@code matrix.duplicates=once}).
 *
 * @param firsts for each of them the one that does it
 */
record Twins(Map<TestDescriptor, TestDescriptor> firsts) {

    static final Twins NONE = new Twins(Map.of());

    /** @param versions that come of its dependencies; empty: those that its specification asks for */
    private record Work(ProjectRun project, Specification specification, Optional<List<Pins>> versions) {}

    Twins {
        firsts = Map.copyOf(firsts);
    }

    /** Why a twin is not run. */
    static String reason(EnvironmentResult first) {
        String end =
                switch (first.status()) {
                    case PASSED -> "passed";
                    case FAILED -> "failed";
                    case IGNORED_FAILURE -> "failed, which ignore_outcome tells to ignore";
                    case SKIPPED -> "was skipped";
                };
        return "not run: its work is that of " + first.name() + ", which " + end + " (" + Constants.DUPLICATES
                + "=once)";
    }

    /**
     * Of several, the first does the work.
     *
     * @param order of the children of the engine, in which none depends on a later one
     * @param limit of the time for finding the versions of one
     */
    static Twins among(List<TestDescriptor> order, Optional<Duration> limit) throws InterruptedException {
        Map<TestDescriptor, Work> works = new LinkedHashMap<>();
        order.forEach(child -> work(child).ifPresent(work -> works.put(child, work)));
        Map<Work, Work> exact = withVersions(works, limit);
        Map<Work, TestDescriptor> working = new HashMap<>();
        Map<TestDescriptor, TestDescriptor> firsts = new HashMap<>();
        works.forEach((child, work) -> {
            TestDescriptor first = working.putIfAbsent(exact.getOrDefault(work, work), child);
            if (first != null) {
                firsts.put(child, first);
            }
        });
        return new Twins(firsts);
    }

    /** Who asked for single tests of an environment asked for these and no others. */
    private static Optional<Work> work(TestDescriptor child) {
        return RunOrder.box(child).filter(BoxDescriptor::isWhole).flatMap(box -> box.project()
                .specification(box.environment())
                .map(specification -> new Work(box.project(), specification, Optional.empty())));
    }

    /** For those that differ from others in their dependencies alone, which may come to the same versions. */
    private static Map<Work, Work> withVersions(Map<TestDescriptor, Work> works, Optional<Duration> limit)
            throws InterruptedException {
        Map<Work, Map<Work, ToxEnvironment>> alike = new LinkedHashMap<>();
        works.forEach((child, work) -> alike.computeIfAbsent(withoutDependencies(work), first -> new LinkedHashMap<>())
                .putIfAbsent(work, RunOrder.box(child).orElseThrow().environment()));
        Map<ProjectRun, Map<Work, ToxEnvironment>> candidates = new LinkedHashMap<>();
        alike.forEach((without, group) -> candidates
                .computeIfAbsent(without.project(), first -> new LinkedHashMap<>())
                .putAll(thatCanBeTheSame(group)));
        Map<Work, Work> exact = new HashMap<>();
        for (Map.Entry<ProjectRun, Map<Work, ToxEnvironment>> one : candidates.entrySet()) {
            Map<String, List<Pins>> versions =
                    one.getKey().versions(List.copyOf(one.getValue().values()), limit);
            one.getValue().forEach((work, environment) -> {
                if (versions.containsKey(environment.name())) {
                    exact.put(
                            work,
                            new Work(
                                    work.project(),
                                    work.specification().withoutDependencies(),
                                    Optional.ofNullable(versions.get(environment.name()))));
                }
            });
        }
        return exact;
    }

    /** The run waits for their versions, so that none is asked for whose own dependencies tell that it is like no other. */
    private static Map<Work, ToxEnvironment> thatCanBeTheSame(Map<Work, ToxEnvironment> group) {
        Map<Work, ExactVersions> exact = new LinkedHashMap<>();
        group.keySet().forEach(work -> exact.put(work, ExactVersions.of(work.specification())));
        Map<Work, ToxEnvironment> left = new LinkedHashMap<>(group);
        left.keySet().removeIf(work -> exact.entrySet().stream()
                .noneMatch(other -> !other.getKey().equals(work)
                        && other.getValue().canComeToThoseOf(Objects.requireNonNull(exact.get(work)))));
        return left;
    }

    private static Work withoutDependencies(Work work) {
        return new Work(work.project(), work.specification().withoutDependencies(), Optional.empty());
    }

    Optional<TestDescriptor> firstOf(TestDescriptor child) {
        return Optional.ofNullable(firsts.get(child));
    }

    /** The one that does the work of this one. */
    Optional<BoxDescriptor> firstOf(BoxDescriptor box) {
        return box.getParent().flatMap(this::firstOf).flatMap(RunOrder::box);
    }
}
