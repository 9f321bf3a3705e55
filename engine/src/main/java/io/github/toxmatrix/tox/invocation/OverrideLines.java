package io.github.toxmatrix.tox.invocation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several of tox's {@code -x} in one text: one a line, as values have spaces, commas and semicolons in them. */
public final class OverrideLines {

    private OverrideLines() {}

    /** The text that {@link #parse} reads as these. */
    public static String format(List<String> overrides) {
        return overrides.stream().map(override -> override.replace("\n", "\n ")).collect(Collectors.joining("\n"));
    }

    /** @throws IllegalArgumentException where one is no assignment, or there is none */
    public static List<String> parse(String text) {
        List<String> overrides = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int last = overrides.size() - 1;
            if (line.startsWith(" ") && last >= 0) {
                overrides.set(last, overrides.get(last) + "\n" + line.substring(1));
            } else if (!line.isBlank()) {
                overrides.add(line.strip());
            }
        }
        if (overrides.isEmpty()) {
            throw new IllegalArgumentException("it is empty; give it a value or leave it out");
        }
        overrides.stream()
                .filter(override -> !override.contains("="))
                .findFirst()
                .ifPresent(override -> {
                    throw new IllegalArgumentException(
                            "'" + override + "' is not [SECTION.]KEY=VALUE or [SECTION.]KEY+=VALUE");
                });
        return List.copyOf(overrides);
    }
}
