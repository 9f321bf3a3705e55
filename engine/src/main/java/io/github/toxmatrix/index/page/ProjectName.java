package io.github.toxmatrix.index.page;

import io.github.toxmatrix.pep.NormalizedName;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A project's name, normalized by PEP 503: small ASCII letters, digits and single dashes.
 *
 * @param value at most 200 characters
 */
public record ProjectName(String value) {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,198}[A-Za-z0-9])?");

    public ProjectName {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("no name of a project: " + value);
        }
        value = NormalizedName.of(value);
    }

    /** Empty if no project can have this name. */
    public static Optional<ProjectName> parse(String text) {
        return VALID.matcher(text).matches() ? Optional.of(new ProjectName(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
