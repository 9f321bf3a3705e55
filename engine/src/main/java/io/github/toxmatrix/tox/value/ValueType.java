package io.github.toxmatrix.tox.value;

import io.github.toxmatrix.pep.Requirement;
import io.github.toxmatrix.pep.Version;
import io.github.toxmatrix.tox.text.Command;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.text.ShellWords;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a setting holds, and how it comes out of text (INI, after substitution) or out of a tree (TOML: String, Boolean,
 * Long, Double, List and Map, after substitution). A conversion that fails throws IllegalArgumentException with the cause.
 *
 * @param <T> the type of the resolved value
 */
public final class ValueType<T> {

    private static final String COMMA_OR_LINE = ",\n";

    /** Braces of a name make several of it. */
    private static final String OF_NAMES = ",\n{}";

    public static final ValueType<String> TEXT = new ValueType<>("text", TextConversion::text, TreeConversion::text);

    public static final ValueType<Boolean> BOOL = new ValueType<>("bool", TextConversion::bool, TreeConversion::bool)
            .printedAs(value -> value ? "True" : "False");

    public static final ValueType<Double> NUMBER =
            new ValueType<>("number", TextConversion::number, TreeConversion::number).printedAs(PythonText::repr);

    public static final ValueType<Integer> COUNT =
            new ValueType<>("count", TextConversion::count, TreeConversion::count);

    public static final ValueType<Path> PATH =
            new ValueType<>("path", TextConversion::path, TreeConversion::path).nativeAs(Path::toString);

    public static final ValueType<List<String>> LIST =
            entries("list", TextConversion::list, TreeConversion::list).separatedBy(COMMA_OR_LINE);

    /** A list, or one text that stands for a list of it. */
    public static final ValueType<List<String>> LIST_OR_TEXT = entries(
                    "list or text", TextConversion::list, TreeConversion::listOrText)
            .separatedBy(COMMA_OR_LINE);

    public static final ValueType<List<String>> ENV_LIST = entries(
                    "environment list", TextConversion::envList, TreeConversion::envList)
            .separatedBy(OF_NAMES);

    /** Lines of a requirements file. */
    public static final ValueType<List<String>> REQUIREMENTS =
            entries("requirements", RequirementLines::ofText, TreeConversion::requirements);

    /** Lines of a requirements file, each a file or URL of constraints. */
    public static final ValueType<List<String>> CONSTRAINTS =
            entries("constraints", RequirementLines::constraints, TreeConversion::constraints);

    /** Requirements as PEP 508 writes them, without anything of pip's. */
    public static final ValueType<List<String>> SPECIFICATIONS = entries(
                    "specifications",
                    text -> specifications(TextConversion.list(text)),
                    tree -> specifications(TreeConversion.list(tree)))
            .separatedBy(COMMA_OR_LINE);

    public static final ValueType<List<Command>> COMMANDS = new ValueType<>(
                    "commands", TextConversion::commands, TreeConversion::commands)
            .printedAs(TextConversion::print)
            .nativeAs(commands -> commands.stream().map(ShellWords::print).toList())
            .withEntries();

    public static final ValueType<Command> COMMAND = new ValueType<>(
                    "command", ShellWords::command, TreeConversion::command)
            .printedAs(ShellWords::printOnOneLine)
            .nativeAs(ShellWords::print);

    /** Read apart from the others ({@code Loader.loadSetEnv}), as its values are resolved one by one. */
    public static final ValueType<Map<String, String>> SET_ENV = new ValueType<Map<String, String>>(
                    "set_env",
                    text -> {
                        throw new IllegalArgumentException("set_env is resolved by variable");
                    },
                    tree -> {
                        throw new IllegalArgumentException("set_env is resolved by variable");
                    })
            .printedAs(TextConversion::print)
            .nativeAs(TreeMap::new)
            .withEntries();

    public static final ValueType<Map<String, String>> MAPPING = new ValueType<>(
                    "mapping", TextConversion::mapping, TreeConversion::mapping)
            .printedAs(TextConversion::print)
            .withEntries()
            .separatedBy("\n");

    public static final ValueType<Map<String, List<String>>> LABELS = new ValueType<>(
                    "labels", ValueType::labels, TreeConversion::labels)
            .printedAs(TextConversion::printLists)
            .withEntries()
            .separatedBy(OF_NAMES);

    public static final ValueType<Version> VERSION = new ValueType<>(
                    "version", ValueType::version, tree -> version(TreeConversion.text(tree)))
            .nativeAs(Version::toString);

    private final String name;
    private final Function<String, T> text;
    private final Function<Object, T> tree;
    private final Function<T, String> printed;
    private final Function<T, ?> plain;
    private final boolean entries;
    private final String separators;

    private ValueType(
            String name,
            Function<String, T> text,
            Function<Object, T> tree,
            Function<T, String> printed,
            Function<T, ?> plain,
            boolean entries,
            String separators) {
        this.name = name;
        this.text = text;
        this.tree = tree;
        this.printed = printed;
        this.plain = plain;
        this.entries = entries;
        this.separators = separators;
    }

    private ValueType(String name, Function<String, T> text, Function<Object, T> tree) {
        this(name, text, tree, String::valueOf, value -> value, false, "");
    }

    private static ValueType<List<String>> entries(
            String name, Function<String, List<String>> text, Function<Object, List<String>> tree) {
        return new ValueType<>(name, text, tree)
                .printedAs(value -> String.join("\n", value))
                .withEntries();
    }

    /** The same where a value can be missing, which Python calls None and a blank text says too. */
    public static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
        return orNone(type, text -> WhiteSpace.isBlank(text) ? Optional.empty() : Optional.of(type.text.apply(text)));
    }

    /** The same where no section need have a value; one that has it has to say one. */
    public static <T> ValueType<Optional<T>> unset(ValueType<T> type) {
        return orNone(type, text -> Optional.of(type.text.apply(text)));
    }

    private static <T> ValueType<Optional<T>> orNone(ValueType<T> type, Function<String, Optional<T>> text) {
        return new ValueType<Optional<T>>(type.name + " or None", text, tree -> Optional.of(type.tree.apply(tree)))
                .printedAs(value -> value.map(type.printed).orElse("None"))
                .nativeAs(value -> value.<Object>map(type.plain).orElse("None"))
                .separatedBy(type.separators);
    }

    public T ofText(String substituted) {
        return text.apply(substituted);
    }

    public T ofTree(Object substituted) {
        return tree.apply(substituted);
    }

    /** As a reference to the setting is replaced (tox's {@code config/loader/stringify.py}). */
    public String print(T value) {
        return printed.apply(value);
    }

    /** As JSON and TOML show it (tox's {@code config/loader/native.py}). */
    public Object tree(T value) {
        return plain.apply(value);
    }

    /**
     * A value with what {@code +=} adds to it ({@code config/loader/api.py}).
     *
     * @throws IllegalArgumentException where it is nothing that can be added to
     */
    @SuppressWarnings("unchecked") // a list and a map of the same type as the given ones
    public T add(T value, T more) {
        if (this != ENV_LIST && value instanceof List<?> first && more instanceof List<?> second) {
            if (this == REQUIREMENTS || this == CONSTRAINTS) { // texts of lines, which are read again as one
                return text.apply(lines(first) + "\n" + lines(second));
            }
            List<Object> list = new ArrayList<>(first);
            list.addAll(second);
            return (T) List.copyOf(list);
        }
        if (value instanceof Map<?, ?> first && more instanceof Map<?, ?> second) {
            Map<Object, Object> map = new LinkedHashMap<>(first);
            map.putAll(second);
            return (T) map;
        }
        throw new IllegalArgumentException("Only able to append to lists, sets and dicts");
    }

    private static String lines(List<?> lines) {
        return lines.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    public boolean hasEntries() {
        return entries;
    }

    /**
     * The characters that part its entries in a text, into which a substitution within an entry may not bring one; none where it
     * may ({@code replace_for} in tox's {@code config/loader/replacer.py}).
     */
    public String separators() {
        return separators;
    }

    private ValueType<T> printedAs(Function<T, String> print) {
        return new ValueType<>(name, text, tree, print, plain, entries, separators);
    }

    private ValueType<T> nativeAs(Function<T, ?> value) {
        return new ValueType<>(name, text, tree, printed, value, entries, separators);
    }

    private ValueType<T> separatedBy(String characters) {
        return new ValueType<>(name, text, tree, printed, plain, entries, characters);
    }

    private ValueType<T> withEntries() {
        return new ValueType<>(name, text, tree, printed, plain, true, separators);
    }

    private static List<String> specifications(List<String> entries) {
        return entries.stream()
                .map(entry -> Requirement.parse(entry).toString())
                .toList();
    }

    private static Map<String, List<String>> labels(String text) {
        Map<String, List<String>> labels = new LinkedHashMap<>();
        TextConversion.rows(text, (label, names) -> labels.put(label, TextConversion.envList(names)));
        return labels;
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow(() -> new IllegalArgumentException("Invalid version: '" + text + "'"));
    }

    @Override
    public String toString() {
        return name;
    }
}
