package io.github.toxmatrix.duplicates;

import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.pep.Requirement;
import io.github.toxmatrix.pep.Version;
import io.github.toxmatrix.tox.key.DependencyKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Versions that {@code deps} name exactly ({@code ==}). Where those of two environments differ, no index needs to be asked whether both
 * come to the same.
 *
 * @param versions by normalised names
 */
public record ExactVersions(Map<String, Version> versions) {

    public ExactVersions {
        versions = Map.copyOf(versions);
    }

    public static ExactVersions of(Specification specification) {
        Map<String, Version> versions = new HashMap<>();
        if (specification.settings().get(DependencyKeys.DEPS.name()) instanceof List<?> lines) {
            lines.forEach(line -> read(line.toString(), versions));
        }
        return new ExactVersions(versions);
    }

    private static void read(String line, Map<String, Version> versions) {
        try {
            Requirement requirement = Requirement.parse(line);
            if (requirement.marker().isEmpty() && requirement.clauses().size() == 1) {
                exact(requirement.clauses().get(0))
                        .ifPresent(version -> versions.put(NormalizedName.of(requirement.name()), version));
            }
        } catch (IllegalArgumentException noRequirement) { // an option, a file: it names no version
            return;
        }
    }

    /** Not {@code ==1.*}; nor {@code ==1+local}, which {@code ==1} takes too. */
    private static Optional<Version> exact(String clause) {
        return clause.startsWith("==") && !clause.contains("+")
                ? Version.parse(clause.substring(2).strip())
                : Optional.empty();
    }

    /** Whether the versions of both can be the same. */
    public boolean canComeToThoseOf(ExactVersions other) {
        return versions.entrySet().stream().allMatch(one -> {
            Version others = other.versions().get(one.getKey());
            return others == null || others.compareTo(one.getValue()) == 0;
        });
    }
}
