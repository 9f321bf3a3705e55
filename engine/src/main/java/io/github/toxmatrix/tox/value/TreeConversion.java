package io.github.toxmatrix.tox.value;

import io.github.toxmatrix.tox.document.TomlDocument;
import io.github.toxmatrix.tox.factor.TomlFactors;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.text.ShellWords;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A substituted TOML value as the value of a setting: types are strict (tox's {@code config/loader/toml}).
 * Values are String, Boolean, Long, Double, List and Map.
 */
final class TreeConversion {

    private TreeConversion() {}

    static String text(Object tree) {
        if (tree instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(described(tree) + " is not of type 'str'");
    }

    static boolean bool(Object tree) {
        if (tree instanceof Boolean value) {
            return value;
        }
        throw new IllegalArgumentException(described(tree) + " is not of type 'bool'");
    }

    /** As Python's {@code float} takes it. */
    static double number(Object tree) {
        if (tree instanceof Number value) {
            return value.doubleValue();
        }
        if (tree instanceof Boolean value) {
            return value ? 1 : 0;
        }
        try {
            return Double.parseDouble(WhiteSpace.strip(text(tree)));
        } catch (NumberFormatException e) { // not shown: it may hold what was substituted
            throw new IllegalArgumentException("value of type 'str' is not of type 'float'", e);
        }
    }

    static int count(Object tree) {
        if (tree instanceof Number value) {
            return value.intValue();
        }
        if (tree instanceof Boolean value) {
            return value ? 1 : 0;
        }
        try {
            return Integer.parseInt(WhiteSpace.strip(text(tree)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("value of type 'str' is not of type 'int'", e);
        }
    }

    static Path path(Object tree) {
        return TextConversion.path(text(tree));
    }

    static List<String> list(Object tree) {
        if (!(tree instanceof List<?> list)) {
            throw new IllegalArgumentException(described(tree) + " is not list");
        }
        List<String> entries = new ArrayList<>();
        for (Object entry : list) {
            entries.add(text(entry));
        }
        return List.copyOf(entries);
    }

    static List<String> listOrText(Object tree) {
        return tree instanceof String text ? List.of(text) : list(tree);
    }

    static List<String> envList(Object tree) {
        return TomlFactors.envList(tree);
    }

    static List<String> requirements(Object tree) {
        return RequirementLines.ofText(lines("deps", tree));
    }

    static List<String> constraints(Object tree) {
        return RequirementLines.constraints(lines("constraints", tree));
    }

    private static String lines(String key, Object tree) {
        String expected = key + " expected str, list[str], or list[Requirement], got ";
        if (tree instanceof String text) {
            return text;
        }
        if (!(tree instanceof List<?> list)) {
            throw new IllegalArgumentException(expected + PythonText.type(tree) + ": " + PythonText.repr(tree));
        }
        List<String> invalid = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof String)) {
                invalid.add("[" + i + "] " + PythonText.type(list.get(i)));
            }
        }
        if (!invalid.isEmpty()) {
            throw new IllegalArgumentException(expected + "list with invalid items: " + String.join(", ", invalid));
        }
        return String.join("\n", list(tree));
    }

    static Map<String, String> mapping(Object tree) {
        Map<String, String> mapping = new LinkedHashMap<>();
        table(tree).forEach((key, value) -> mapping.put(key, text(value)));
        return mapping;
    }

    static Map<String, List<String>> labels(Object tree) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        table(tree).forEach((label, names) -> labels.put(label, envList(names)));
        return labels;
    }

    private static Map<String, Object> table(Object tree) {
        return TomlDocument.table(tree)
                .orElseThrow(() -> new IllegalArgumentException(described(tree) + " is not dictionary"));
    }

    static List<Command> commands(Object tree) {
        if (!(tree instanceof List<?> list)) {
            throw new IllegalArgumentException(described(tree) + " is not list");
        }
        List<Command> commands = new ArrayList<>();
        for (Object command : list) {
            List<String> words = list(command);
            if (!words.isEmpty()) {
                commands.add(ShellWords.command(words));
            }
        }
        return List.copyOf(commands);
    }

    /**
     * A setting that holds one command. tox looks at its words no closer than it has to print them
     * ({@code to_command} of {@code config/loader/toml/__init__.py}), which it does by Python's {@code str}.
     */
    static Command command(Object tree) {
        if (!(tree instanceof List<?> words) || words.isEmpty()) {
            throw new IllegalArgumentException(
                    "attempting to parse " + PythonText.repr(tree) + " into a command failed");
        }
        return ShellWords.command(words.stream()
                .map(word -> word instanceof String text ? text : PythonText.repr(word))
                .toList());
    }

    /** As tox's {@code config/loader/toml/_validate.py} says what there is instead. */
    private static String described(Object tree) {
        return tree instanceof Boolean || tree instanceof Number
                ? PythonText.repr(tree)
                : "value of type '" + PythonText.type(tree) + "'";
    }
}
