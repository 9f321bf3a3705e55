package io.github.toxmatrix.engine.project;

import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.Pin;
import io.github.toxmatrix.result.SameEnvironments;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.DependencyKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the environments of a project came to be made of, to be compared. */
public final class EnvironmentsMade {

    private final ProjectRun project;

    public EnvironmentsMade(ProjectRun project) {
        this.project = project;
    }

    /** What was installed, whenever its versions were found. */
    private record Had(String python, Optional<String> asOf, List<Pin> pins, List<String> direct) {

        static Had of(EnvironmentPins pins) {
            return new Had(pins.python(), pins.asOf(), pins.pins(), pins.direct());
        }
    }

    /** Those that are the same as another one. */
    public List<SameEnvironments> same(List<ToxEnvironment> ran) {
        Map<String, EnvironmentPins> pins = project.pins().environments();
        return ran.stream()
                .filter(environment -> pins.containsKey(environment.name()))
                .collect(Collectors.groupingBy(
                        environment -> Had.of(Objects.requireNonNull(pins.get(environment.name()))),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .filter(group -> group.size() > 1) // few are left for what takes longer
                .flatMap(group -> byOptions(group).stream())
                .toList();
    }

    private List<SameEnvironments> byOptions(List<ToxEnvironment> group) {
        Map<Specification, Map<String, Specification>> groups = new LinkedHashMap<>();
        group.forEach(environment -> project.specification(environment)
                .ifPresent(work -> groups.computeIfAbsent(options(environment, work), first -> new LinkedHashMap<>())
                        .put(environment.name(), work)));
        return groups.values().stream()
                .filter(same -> same.size() > 1)
                .map(EnvironmentsMade::same)
                .toList();
    }

    private static SameEnvironments same(Map<String, Specification> group) {
        boolean sameWork = group.values().stream().distinct().count() == 1;
        return new SameEnvironments(new ArrayList<>(group.keySet()), sameWork);
    }

    private Specification options(ToxEnvironment environment, Specification work) {
        Specification made = work.ofEnvironment();
        return isToldByPins(environment) ? made.withoutVersions() : made;
    }

    /** Pins know names and versions of an index, not folders of this machine, nor how files are chosen or built. */
    private boolean isToldByPins(ToxEnvironment environment) {
        try {
            return Pinnable.of(
                            environment.get(DependencyKeys.DEPS),
                            project.project().root())
                    .filter(Pinnable::isOfAnIndex)
                    .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }
}
