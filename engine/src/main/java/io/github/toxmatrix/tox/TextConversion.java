package io.github.toxmatrix.tox;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Substituted text of an INI file as the value of a setting (tox's {@code config/loader/str_convert.py}). */
final class TextConversion {

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "");

    private static final Pattern GLUED_OPTION = Pattern.compile("^(-[rce])([^\\s-].*)$");

    private TextConversion() {}

    static String text(String text) {
        return text.strip();
    }

    static boolean bool(String text) {
        String value = text.strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(value)) {
            return true;
        }
        if (FALSE.contains(value)) {
            return false;
        }
        throw new IllegalArgumentException(
                "not a boolean, valid are: 0, 1, false, no, off, on, true, yes and the empty value");
    }

    static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number", e);
        }
    }

    static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the path is empty; does it refer to a variable that is not set?");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path: " + e.getReason(), e);
        }
    }

    /** Split at line ends if there is any, else at commas. */
    static List<String> list(String text) {
        String separator = text.contains("\n") ? "\n" : ",";
        List<String> entries = new ArrayList<>();
        for (String token : text.split(separator, -1)) {
            if (!token.isBlank()) {
                entries.add(token.strip());
            }
        }
        return List.copyOf(entries);
    }

    static List<String> envList(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (String line : text.split("\n", -1)) {
            names.addAll(FactorExpression.names(line));
        }
        return List.copyOf(names);
    }

    /** The lines of a requirements file, without blank ones; {@code -rfile} becomes {@code -r file}. */
    static List<String> requirements(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> GLUED_OPTION.matcher(line).replaceFirst("$1 $2"))
                .toList();
    }

    static List<Command> commands(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(ShellWords::command)
                .toList();
    }

    static String print(Map<String, String> variables) {
        return variables.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    static String print(List<Command> commands) {
        return commands.stream().map(ShellWords::print).collect(Collectors.joining("\n"));
    }
}
