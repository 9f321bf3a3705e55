package io.github.toxmatrix.packaging;

import io.github.toxmatrix.pep.Marker;
import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.pep.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a project's package depends on, and which extras add what (tox's {@code tox_env/python/extras.py},
 * {@code tox_env/python/virtual_env/package/util.py}).
 */
public final class PackageDependencies {

    private final String name;
    private final Set<String> extras;
    private final List<Conditional> requirements;

    /**
     * A requirement, and the extras that bring it.
     *
     * @param extras normalised; none: it is always there
     */
    private record Conditional(Requirement requirement, Set<String> extras) {}

    /**
     * An extra on the way, and the markers of the package's references to itself that led there.
     *
     * @param extra empty: what is always there
     */
    private record Step(Optional<String> extra, Set<Marker> via) {

        String order() {
            return extra.orElse("") + via.stream().map(Marker::text).sorted().toList();
        }
    }

    private PackageDependencies(String name, Collection<String> extras, List<Conditional> requirements) {
        this.name = name;
        this.extras = extras.stream().map(NormalizedName::of).collect(Collectors.toCollection(TreeSet::new));
        this.requirements = requirements;
    }

    /** Of a package that was built. */
    public static PackageDependencies of(CoreMetadata metadata) {
        return new PackageDependencies(
                metadata.name(),
                metadata.extras(),
                metadata.requires().stream().map(PackageDependencies::split).toList());
    }

    /**
     * As {@code pyproject.toml} says it, so that nothing has to be built.
     *
     * @param files the {@code pyproject.toml} of the run
     * @param optional whether what extras bring has to be known too
     * @return nothing where only a build backend knows (no table {@code project}, or {@code dynamic})
     */
    public static Optional<PackageDependencies> declared(Path root, PyProjects files, boolean optional)
            throws PackagingException {
        Optional<PyProject> file = files.in(root);
        Optional<PyProject> table = file.isPresent() ? file.get().table("project") : Optional.empty();
        if (table.isEmpty()) {
            return Optional.empty();
        }
        PyProject project = table.get();
        List<String> dynamic = project.texts("dynamic").orElse(List.of());
        if (dynamic.contains("dependencies") || (optional && dynamic.contains("optional-dependencies"))) {
            return Optional.empty();
        }
        List<Conditional> all = new ArrayList<>();
        project.requirements("dependencies").forEach(one -> all.add(new Conditional(one, Set.of())));
        List<String> extras = new ArrayList<>();
        Optional<PyProject> groups = project.table("optional-dependencies");
        if (groups.isPresent()) {
            for (String extra : groups.get().keys()) {
                extras.add(extra);
                for (Requirement one : groups.get().requirements(extra)) {
                    all.add(new Conditional(one, Set.of(NormalizedName.of(extra))));
                }
            }
        }
        return Optional.of(new PackageDependencies(project.text("name").orElse("."), extras, all));
    }

    /** @throws PackagingException if the package has not all of these extras; names those that it has */
    public void check(Collection<String> wanted) throws PackagingException {
        Set<String> unknown = wanted.stream().map(NormalizedName::of).collect(Collectors.toCollection(TreeSet::new));
        unknown.removeAll(extras);
        if (!unknown.isEmpty()) {
            throw new PackagingException("extras not found for package " + name + ": " + String.join(", ", unknown)
                    + " (available: " + (extras.isEmpty() ? "none" : String.join(", ", extras)) + ")");
        }
    }

    /**
     * What is to be installed besides the package, sorted; references of the package to its own extras are followed.
     *
     * @throws PackagingException as {@link #check}
     */
    public List<Requirement> with(Collection<String> wanted) throws PackagingException {
        check(wanted);
        Set<String> asked = wanted.stream().map(NormalizedName::of).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Requirement> found = new LinkedHashMap<>();
        Set<Step> visited = new HashSet<>();
        List<Step> todo = Stream.concat(
                        Stream.of(new Step(Optional.empty(), Set.of())),
                        asked.stream().map(extra -> new Step(Optional.of(extra), Set.of())))
                .toList();
        while (!todo.isEmpty()) {
            Set<Step> next = new HashSet<>();
            for (Step step : todo) {
                follow(step, found, next);
            }
            visited.addAll(todo);
            next.removeAll(visited);
            todo = next.stream().sorted(Comparator.comparing(Step::order)).toList();
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Requirement::toString))
                .toList();
    }

    private void follow(Step step, Map<String, Requirement> found, Set<Step> next) {
        for (Conditional one : requirements) {
            Requirement requirement = one.requirement();
            boolean brought =
                    step.extra().map(one.extras()::contains).orElse(one.extras().isEmpty());
            if (brought && NormalizedName.of(requirement.name()).equals(NormalizedName.of(name))) {
                Set<Marker> via = new HashSet<>(step.via());
                requirement.marker().ifPresent(via::add);
                requirement
                        .extras()
                        .forEach(extra -> next.add(new Step(Optional.of(NormalizedName.of(extra)), Set.copyOf(via))));
            } else if (brought) {
                Requirement whole = under(requirement, step.via());
                found.put(whole.toString(), whole);
            }
        }
    }

    private static Requirement under(Requirement requirement, Set<Marker> via) {
        if (via.isEmpty()) {
            return requirement;
        }
        List<Marker> all = Stream.concat(
                        via.stream().sorted(Comparator.comparing(Marker::text)), requirement.marker().stream())
                .<Marker>map(Marker.Group::new)
                .toList();
        return withMarker(requirement, Optional.of(all.size() == 1 ? all.get(0) : new Marker.And(all)));
    }

    private static Requirement withMarker(Requirement requirement, Optional<Marker> marker) {
        return new Requirement(
                requirement.name(), requirement.extras(), requirement.clauses(), requirement.url(), marker);
    }

    /** Takes {@code extra == "…"} out of a marker, but not out of parentheses, which tox leaves as they are. */
    private static Conditional split(Requirement requirement) {
        Set<String> extras = new TreeSet<>();
        Optional<Marker> rest = requirement.marker().flatMap(marker -> without(marker, extras));
        return new Conditional(withMarker(requirement, rest), extras);
    }

    private static Optional<Marker> without(Marker marker, Set<String> extras) {
        if (marker instanceof Marker.Comparison comparison
                && comparison.operator().equals("==")) {
            Optional<String> extra = extra(comparison);
            extra.ifPresent(extras::add);
            return extra.isPresent() ? Optional.empty() : Optional.of(marker);
        }
        if (marker instanceof Marker.And and) {
            List<Marker> rest = rest(and.operands(), extras);
            return rest.size() < 2 ? rest.stream().findFirst() : Optional.of(new Marker.And(rest));
        }
        if (marker instanceof Marker.Or or) {
            List<Marker> rest = rest(or.operands(), extras);
            return rest.size() < 2 ? rest.stream().findFirst() : Optional.of(new Marker.Or(rest));
        }
        return Optional.of(marker);
    }

    private static List<Marker> rest(List<Marker> operands, Set<String> extras) {
        return operands.stream()
                .flatMap(operand -> without(operand, extras).stream())
                .toList();
    }

    private static Optional<String> extra(Marker.Comparison comparison) {
        if (isExtra(comparison.left())) {
            return Optional.of(NormalizedName.of(comparison.right().text()));
        }
        return isExtra(comparison.right())
                ? Optional.of(NormalizedName.of(comparison.left().text()))
                : Optional.empty();
    }

    private static boolean isExtra(Marker.Operand operand) {
        return operand instanceof Marker.Variable variable && variable.name().equals("extra");
    }
}
