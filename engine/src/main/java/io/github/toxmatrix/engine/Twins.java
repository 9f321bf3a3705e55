package io.github.toxmatrix.engine;

import io.github.toxmatrix.duplicates.Specification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestDescriptor;

/**
 * Environments of a run that would do once more what another one of it does ({@code matrix.duplicates=once}).
 *
 * @param firsts for each of them the one that does it
 */
record Twins(Map<TestDescriptor, TestDescriptor> firsts) {

    static final Twins NONE = new Twins(Map.of());

    /** The same settings mean the same in one project only. */
    private record Work(ProjectRun project, Specification specification) {}

    Twins {
        firsts = Map.copyOf(firsts);
    }

    /**
     * Of several, the first does the work.
     *
     * @param order of the children of the engine, in which none depends on a later one
     */
    static Twins among(List<TestDescriptor> order) {
        Map<Work, TestDescriptor> working = new HashMap<>();
        Map<TestDescriptor, TestDescriptor> firsts = new HashMap<>();
        for (TestDescriptor child : order) {
            work(child).ifPresent(work -> {
                TestDescriptor first = working.putIfAbsent(work, child);
                if (first != null) {
                    firsts.put(child, first);
                }
            });
        }
        return new Twins(firsts);
    }

    /** Who asked for single tests of an environment asked for these and no others. */
    private static Optional<Work> work(TestDescriptor child) {
        return RunOrder.box(child).filter(BoxDescriptor::isWhole).flatMap(box -> box.project()
                .specification(box.environment())
                .map(specification -> new Work(box.project(), specification)));
    }

    Optional<TestDescriptor> firstOf(TestDescriptor child) {
        return Optional.ofNullable(firsts.get(child));
    }

    /** The one that does the work of this one. */
    Optional<BoxDescriptor> firstOf(BoxDescriptor box) {
        return box.getParent().flatMap(this::firstOf).flatMap(RunOrder::box);
    }
}
