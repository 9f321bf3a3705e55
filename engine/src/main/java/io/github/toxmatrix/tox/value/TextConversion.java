package io.github.toxmatrix.tox.value;

import io.github.toxmatrix.tox.factor.FactorExpression;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.text.ShellWords;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Substituted text of an INI file as the value of a setting (tox's {@code config/loader/str_convert.py}). */
public final class TextConversion {

    private static final Set<String> TRUE = Set.of("true", "1", "yes", "on");
    private static final Set<String> FALSE = Set.of("false", "0", "no", "off", "");

    private TextConversion() {}

    static String text(String text) {
        return WhiteSpace.strip(text);
    }

    public static boolean bool(String text) {
        String value = WhiteSpace.strip(text).toLowerCase(Locale.ROOT);
        if (TRUE.contains(value)) {
            return true;
        }
        if (FALSE.contains(value)) {
            return false;
        }
        throw new IllegalArgumentException("value " + PythonText.repr(text)
                + " cannot be transformed to bool, valid: , 0, 1, false, no, off, on, true, yes");
    }

    static double number(String text) {
        try {
            return Double.parseDouble(WhiteSpace.strip(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("could not convert string to float: " + PythonText.repr(text), e);
        }
    }

    static int count(String text) {
        try {
            return Integer.parseInt(WhiteSpace.strip(text).replace("_", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("invalid literal for int() with base 10: " + PythonText.repr(text), e);
        }
    }

    static Path path(String text) {
        if (WhiteSpace.isBlank(text)) {
            throw new IllegalArgumentException("path value is empty (does it reference an unset variable?)");
        }
        try {
            return withoutDots(Path.of(text));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("not a path: " + e.getReason(), e);
        }
    }

    /** Python's paths hold no {@code .}; {@code ..} stays, as what is before it may be a link. */
    private static Path withoutDots(Path path) {
        Path result = path.isAbsolute() ? path.getRoot() : Path.of("");
        for (Path name : path) {
            result = name.toString().equals(".") ? result : result.resolve(name);
        }
        return result;
    }

    /** Split at line ends if there is any, else at commas. */
    static List<String> list(String text) {
        String separator = text.contains("\n") ? "\n" : ",";
        List<String> entries = new ArrayList<>();
        for (String token : text.split(separator, -1)) {
            if (!WhiteSpace.isBlank(token)) {
                entries.add(WhiteSpace.strip(token));
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

    /** Lines of {@code key=value}. */
    static Map<String, String> mapping(String text) {
        Map<String, String> mapping = new LinkedHashMap<>();
        rows(text, mapping::put);
        return mapping;
    }

    /** Takes each line of {@code key=value}, those as well that a later one takes the place of: tox converts all. */
    static void rows(String text, BiConsumer<String, String> taker) {
        for (String row : text.split("\n", -1)) {
            int equals = row.indexOf('=');
            if (equals >= 0) {
                taker.accept(WhiteSpace.strip(row.substring(0, equals)), WhiteSpace.strip(row.substring(equals + 1)));
            } else if (!WhiteSpace.isBlank(row)) {
                throw new IllegalArgumentException(
                        "dictionary lines must be of form key=value, found " + PythonText.repr(row));
            }
        }
    }

    static List<Command> commands(String text) {
        return text.lines()
                .map(WhiteSpace::strip)
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
        return commands.stream().map(ShellWords::printOnOneLine).collect(Collectors.joining("\n"));
    }

    static String printLists(Map<String, List<String>> lists) {
        return lists.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + String.join("\n", entry.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
