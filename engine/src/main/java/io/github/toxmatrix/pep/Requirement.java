package io.github.toxmatrix.pep;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A requirement as PEP 508 writes it. Its text is the normal one: extras and version clauses sorted, no blanks that say
 * nothing.
 *
 * @param name as it is written
 * @param clauses of the version specifier, such as {@code >=4}
 * @param url where it is to be taken from
 */
public record Requirement(
        String name, List<String> extras, List<String> clauses, Optional<String> url, Optional<Marker> marker) {

    private static final Pattern HEAD = Pattern.compile(
            "\\s*(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(?:\\[(?<extras>[^\\]]*)\\])?\\s*");

    public Requirement {
        extras = extras.stream().sorted().toList();
        clauses = clauses.stream().sorted().toList();
    }

    /** @throws IllegalArgumentException if it is none; the message says what was expected where */
    public static Requirement parse(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            throw new IllegalArgumentException("expected the name of a package at the start of '" + text + "'");
        }
        String rest = text.substring(head.end());
        boolean fromUrl = rest.startsWith("@");
        int semicolon = fromUrl ? semicolonAfterBlank(rest) : rest.indexOf(';');
        String middle = (semicolon < 0 ? rest : rest.substring(0, semicolon)).strip();
        Optional<Marker> marker =
                semicolon < 0 ? Optional.empty() : Optional.of(Marker.parse(rest.substring(semicolon + 1)));
        return new Requirement(
                head.group("name"),
                head.group("extras") == null ? List.of() : split(head.group("extras")),
                fromUrl ? List.of() : clauses(middle, text),
                fromUrl ? Optional.of(middle.substring(1).strip()) : Optional.empty(),
                marker);
    }

    /** Whether a version is one of those that it names; every one is where it names none. */
    public boolean allows(String version) {
        return clauses.stream()
                .flatMap(clause -> VersionSpecifier.parse(clause).stream())
                .allMatch(clause -> clause.contains(version));
    }

    private static int semicolonAfterBlank(String text) {
        Matcher found = Pattern.compile("\\s;").matcher(text);
        return found.find() ? found.start() + 1 : -1;
    }

    private static List<String> clauses(String text, String whole) {
        boolean inParentheses = text.startsWith("(") && text.endsWith(")");
        List<String> clauses = split(inParentheses ? text.substring(1, text.length() - 1) : text);
        return clauses.stream()
                .map(clause -> VersionSpecifier.parse(clause)
                        .map(VersionSpecifier::toString)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "expected a version such as >=1.0 instead of '" + clause + "' in '" + whole + "'")))
                .distinct()
                .toList();
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return name
                + (extras.isEmpty() ? "" : extras.stream().collect(Collectors.joining(",", "[", "]")))
                + String.join(",", clauses)
                + url.map(place -> " @ " + place + (marker.isPresent() ? " " : ""))
                        .orElse("")
                + marker.map(condition -> "; " + condition.text()).orElse("");
    }
}
