package io.github.toxmatrix.engine;

import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.result.SameEnvironments;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.DependencyKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the environments of a project came to be made of, to be compared. */
final class EnvironmentsMade {

    private final ProjectRun project;

    EnvironmentsMade(ProjectRun project) {
        this.project = project;
    }

    /** All of an environment but its name and what is done in it. */
    private record Made(
            Specification specification, String python, Optional<String> asOf, List<?> pins, List<String> direct) {}

    /** Those that are the same as another one. */
    List<SameEnvironments> same(List<ToxEnvironment> ran) {
        Map<String, EnvironmentPins> pins = project.pins().environments();
        Map<Made, Map<String, Specification>> groups = new LinkedHashMap<>();
        for (ToxEnvironment environment : ran) {
            EnvironmentPins had = pins.get(environment.name());
            if (had != null) {
                project.specification(environment).ifPresent(work -> groups.computeIfAbsent(
                                made(environment, work, had), first -> new LinkedHashMap<>())
                        .put(environment.name(), work));
            }
        }
        return groups.values().stream()
                .filter(group -> group.size() > 1)
                .map(EnvironmentsMade::same)
                .toList();
    }

    private static SameEnvironments same(Map<String, Specification> group) {
        boolean sameWork = group.values().stream().distinct().count() == 1;
        return new SameEnvironments(new ArrayList<>(group.keySet()), sameWork);
    }

    private Made made(ToxEnvironment environment, Specification work, EnvironmentPins had) {
        Specification made = work.ofEnvironment();
        return new Made(
                isToldByPins(environment) ? made.withoutVersions() : made,
                had.python(),
                had.asOf(),
                had.pins(),
                had.direct());
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
