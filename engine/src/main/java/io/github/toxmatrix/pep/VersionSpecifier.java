package io.github.toxmatrix.pep;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One clause of a PEP 440 version specifier, such as {@code >=3.8}. Pre-releases are taken like any other version, as
 * environment markers compare.
 */
public final class VersionSpecifier {

    private static final Pattern SYNTAX = Pattern.compile("\\s*(===|~=|==|!=|<=|>=|<|>)\\s*(\\S+)\\s*");

    private final String operator;
    private final String text;
    private final Optional<Version> version;
    private final boolean wildcard;

    private VersionSpecifier(String operator, String text, Optional<Version> version, boolean wildcard) {
        this.operator = operator;
        this.text = text;
        this.version = version;
        this.wildcard = wildcard;
    }

    /** Reads a clause; empty if the text is none. */
    public static Optional<VersionSpecifier> parse(String clause) {
        Matcher match = SYNTAX.matcher(clause);
        if (!match.matches()) {
            return Optional.empty();
        }
        String operator = match.group(1);
        String text = match.group(2);
        if (operator.equals("===")) {
            return Optional.of(new VersionSpecifier(operator, text, Version.parse(text), false));
        }
        boolean wildcard = text.endsWith(".*");
        return Version.parse(wildcard ? text.substring(0, text.length() - 2) : text)
                .filter(version -> isAllowed(operator, version, wildcard))
                .map(version -> new VersionSpecifier(operator, text, Optional.of(version), wildcard));
    }

    private static boolean isAllowed(String operator, Version version, boolean wildcard) {
        boolean equality = operator.equals("==") || operator.equals("!=");
        if (wildcard) {
            return equality && !version.isPrerelease() && !version.isPostrelease() && !version.hasLocal();
        }
        return equality || (!version.hasLocal() && (!operator.equals("~=") || version.releaseLength() > 1));
    }

    /** Whether a version is in it. What is no version is so for {@code ===} only. */
    public boolean contains(String candidate) {
        if (operator.equals("===")) {
            return candidate.strip().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT));
        }
        Optional<Version> parsed = Version.parse(candidate);
        return parsed.isPresent() && contains(parsed.get(), version.orElseThrow());
    }

    private boolean contains(Version candidate, Version bound) {
        return switch (operator) {
            case "==" -> isEqual(candidate, bound);
            case "!=" -> !isEqual(candidate, bound);
            case "<=" -> candidate.comparePublic(bound) <= 0;
            case ">=" -> candidate.comparePublic(bound) >= 0;
            case "~=" -> candidate.comparePublic(bound) >= 0 && candidate.startsWith(bound, bound.releaseLength() - 1);
            case "<" ->
                candidate.compareTo(bound) < 0
                        && (bound.isPrerelease() || !candidate.isPrerelease() || !candidate.hasSameBase(bound));
            default ->
                candidate.compareTo(bound) > 0
                        && (bound.isPostrelease() || !candidate.isPostrelease() || !candidate.hasSameBase(bound))
                        && (!candidate.hasLocal() || !candidate.hasSameBase(bound));
        };
    }

    private boolean isEqual(Version candidate, Version bound) {
        if (wildcard) {
            return candidate.startsWith(bound, bound.releaseLength());
        }
        return bound.hasLocal() ? candidate.compareTo(bound) == 0 : candidate.comparePublic(bound) == 0;
    }

    @Override
    public String toString() {
        return operator + text;
    }
}
