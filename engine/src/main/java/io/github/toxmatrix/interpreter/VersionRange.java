package io.github.toxmatrix.interpreter;

import io.github.toxmatrix.pep.VersionSpecifier;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Versions of interpreters, as {@code >=3.10} in a {@code base_python} names them. They are compared as exactly as it is written, so
 * that {@code <=3.12} holds for 3.12.1 too (python-discovery's {@code _satisfies_version_specifier}).
 *
 * @param specifier one clause
 * @param precision of how many numbers
 */
record VersionRange(VersionSpecifier specifier, int precision) {

    private static final Pattern PRERELEASE_OR_WILDCARD = Pattern.compile("(?:a|b|rc).*|\\.\\*$");

    /** Reads clauses that all are to hold; nothing where one of them is none. */
    static Optional<List<VersionRange>> parse(String clauses) {
        List<VersionRange> ranges = new ArrayList<>();
        for (String clause : clauses.split(",", -1)) {
            Optional<VersionSpecifier> specifier = VersionSpecifier.parse(clause);
            if (specifier.isPresent()) {
                String numbers = PRERELEASE_OR_WILDCARD.matcher(clause.strip()).replaceFirst("");
                ranges.add(new VersionRange(specifier.get(), numbers.split("\\.", -1).length));
            } else if (!clause.isBlank()) {
                return Optional.empty();
            }
        }
        return Optional.of(ranges);
    }

    boolean contains(Interpreter python) {
        List<String> numbers = List.of(python.version().split("\\.", -1));
        return specifier.contains(String.join(".", numbers.subList(0, Math.min(precision, numbers.size()))));
    }
}
