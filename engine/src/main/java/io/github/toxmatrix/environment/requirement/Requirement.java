package io.github.toxmatrix.environment.requirement;

import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.pep.VersionSpecifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code requires} (PEP 508). Its marker is not kept: whether it holds is decided by tox's own interpreter,
 * which is not known here.
 *
 * @param name normalised (PEP 503)
 * @param specifiers the clauses of its version specifier; empty for a direct reference
 */
public record Requirement(String name, List<VersionSpecifier> specifiers) {

    private static final Pattern SYNTAX =
            Pattern.compile("(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[[^]]*])?\\s*"
                    + "(?:@.*|\\(?(?<versions>[^;()]*)\\)?\\s*(?:;.*)?)");

    /** Empty where the line is no requirement. */
    static Optional<Requirement> parse(String line) {
        Matcher match = SYNTAX.matcher(line.replaceFirst("(^|\\s)#.*", "").strip());
        if (!match.matches()) {
            return Optional.empty();
        }
        String versions = match.group("versions") == null ? "" : match.group("versions");
        return Optional.of(new Requirement(
                NormalizedName.of(match.group("name")),
                Arrays.stream(versions.split(","))
                        .map(VersionSpecifier::parse)
                        .flatMap(Optional::stream)
                        .toList()));
    }

    boolean allows(String version) {
        return specifiers.stream().allMatch(specifier -> specifier.contains(version));
    }
}
