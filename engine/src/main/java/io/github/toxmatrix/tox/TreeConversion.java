package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        throw not("a string", tree);
    }

    static String optionalText(Object tree) {
        return text(tree).strip();
    }

    static boolean bool(Object tree) {
        if (tree instanceof Boolean value) {
            return value;
        }
        throw not("a boolean", tree);
    }

    static double number(Object tree) {
        if (tree instanceof Number value) {
            return value.doubleValue();
        }
        throw not("a number", tree);
    }

    static Path path(Object tree) {
        return TextConversion.path(text(tree));
    }

    static List<String> list(Object tree) {
        if (!(tree instanceof List<?> list)) {
            throw not("an array", tree);
        }
        List<String> entries = new ArrayList<>();
        for (Object entry : list) {
            entries.add(text(entry));
        }
        return List.copyOf(entries);
    }

    static List<String> envList(Object tree) {
        return TomlFactors.envList(tree);
    }

    static List<String> requirements(Object tree) {
        return TextConversion.requirements(tree instanceof String text ? text : String.join("\n", list(tree)));
    }

    static List<Command> commands(Object tree) {
        if (!(tree instanceof List<?> list)) {
            throw not("an array of commands", tree);
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

    /** A setting that holds one command, as a list of one; none where it is empty. */
    static List<Command> command(Object tree) {
        return commands(List.of(tree));
    }

    private static IllegalArgumentException not(String wanted, Object tree) {
        return new IllegalArgumentException("not " + wanted + " but " + TomlDocument.kind(tree));
    }
}
