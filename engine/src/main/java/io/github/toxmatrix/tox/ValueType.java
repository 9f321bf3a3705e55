package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a setting holds, and how it comes out of text (INI, after substitution) or out of a tree (TOML: String, Boolean,
 * Long, Double, List and Map, after substitution). A conversion that fails throws IllegalArgumentException with the cause.
 *
 * @param <T> the type of the resolved value
 */
final class ValueType<T> {

    static final ValueType<String> TEXT =
            new ValueType<>("text", TextConversion::text, TreeConversion::text, value -> value);

    /** Blank text is the empty text, which stands for nothing. */
    static final ValueType<String> OPTIONAL_TEXT =
            new ValueType<>("optional text", TextConversion::text, TreeConversion::optionalText, value -> value);

    static final ValueType<Boolean> BOOL =
            new ValueType<>("bool", TextConversion::bool, TreeConversion::bool, value -> value ? "True" : "False");

    static final ValueType<Double> NUMBER =
            new ValueType<>("number", TextConversion::number, TreeConversion::number, String::valueOf);

    static final ValueType<Path> PATH =
            new ValueType<>("path", TextConversion::path, TreeConversion::path, Path::toString);

    static final ValueType<List<String>> LIST =
            new ValueType<>("list", TextConversion::list, TreeConversion::list, value -> String.join("\n", value));

    static final ValueType<List<String>> ENV_LIST = new ValueType<>(
            "environment list", TextConversion::envList, TreeConversion::envList, value -> String.join("\n", value));

    /** Lines of a requirements file. */
    static final ValueType<List<String>> REQUIREMENTS = new ValueType<>(
            "requirements",
            TextConversion::requirements,
            TreeConversion::requirements,
            value -> String.join("\n", value));

    static final ValueType<List<Command>> COMMANDS =
            new ValueType<>("commands", TextConversion::commands, TreeConversion::commands, TextConversion::print);

    /** One command, or none. */
    static final ValueType<List<Command>> COMMAND =
            new ValueType<>("command", TextConversion::commands, TreeConversion::command, TextConversion::print);

    /** Read by {@link Loader#loadSetEnv}, as its values are resolved one by one. */
    static final ValueType<Map<String, String>> SET_ENV = new ValueType<>(
            "set_env",
            text -> {
                throw new IllegalArgumentException("set_env is resolved by variable");
            },
            tree -> {
                throw new IllegalArgumentException("set_env is resolved by variable");
            },
            TextConversion::print);

    private final String name;
    private final Function<String, T> text;
    private final Function<Object, T> tree;
    private final Function<T, String> printed;

    private ValueType(String name, Function<String, T> text, Function<Object, T> tree, Function<T, String> printed) {
        this.name = name;
        this.text = text;
        this.tree = tree;
        this.printed = printed;
    }

    T ofText(String substituted) {
        return text.apply(substituted);
    }

    T ofTree(Object substituted) {
        return tree.apply(substituted);
    }

    /** As a reference to the setting is replaced (tox's {@code config/loader/stringify.py}). */
    String print(T value) {
        return printed.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
