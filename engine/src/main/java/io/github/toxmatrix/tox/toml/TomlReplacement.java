package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.document.TomlDocument;
import io.github.toxmatrix.tox.factor.Factors;
import io.github.toxmatrix.tox.setting.Replacement;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.setting.SettingOverride;
import io.github.toxmatrix.tox.substitution.Globs;
import io.github.toxmatrix.tox.substitution.PositionalArguments;
import io.github.toxmatrix.tox.substitution.Substitution;
import io.github.toxmatrix.tox.text.Template;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the {@code {replace = ...}} tables and the references in texts of one value
 * (tox's {@code config/loader/toml/_replace.py}).
 */
final class TomlReplacement {

    /** As tox; a value which refers to itself ends here at the latest. */
    private static final int MAX_DEPTH = 100;

    private static final int NOWHERE = -1;
    private static final List<List<?>> BEFORE_A_PROGRAM = List.of(List.of(), List.of("-"), List.of("!"));

    private final TomlSource source;
    private final Scope scope;
    private final Factors factors;
    private final @Nullable ValueType<?> type;
    private final List<String> references = new ArrayList<>();

    /** How many lists deep the program of a command stands from here; {@link #NOWHERE} where it does not. */
    private int program;

    /** A {@code {replace = "env"}} or {@code "glob"} in {@code set_env}: the value of a variable, and of nothing else. */
    record Expression(String text) {}

    /** @param type of the setting; null where texts are left as they are */
    private TomlReplacement(TomlSource source, Scope scope, @Nullable ValueType<?> type) {
        this.source = source;
        this.scope = scope;
        this.factors = scope.factors();
        this.type = type;
        this.program = type == ValueType.COMMANDS ? 2 : type == ValueType.COMMAND ? 1 : NOWHERE;
    }

    static TomlReplacement of(TomlSource source, Scope scope, ValueType<?> type) {
        return new TomlReplacement(source, scope, type);
    }

    /** For {@code set_env}, whose texts are substituted when the variable is read. */
    static TomlReplacement withoutText(TomlSource source, Scope scope) {
        return new TomlReplacement(source, scope, null);
    }

    /** @throws IllegalArgumentException if a table that replaces is not what it must be */
    Object resolve(Object value) {
        return resolve(value, 1);
    }

    private Object resolve(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("it is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (value instanceof String text) {
            return type == null ? text : substitute(text, type);
        }
        if (value instanceof List<?> list) {
            return list(list, depth + 1);
        }
        Optional<Map<String, Object>> table = TomlDocument.table(value);
        return table.isPresent() ? table(table.get(), depth + 1) : value;
    }

    /** An array keeps its entries apart, so that what a reference brings into one cannot split it; but pip reads lines. */
    private String substitute(String text, ValueType<?> type) {
        return type == ValueType.REQUIREMENTS || type == ValueType.CONSTRAINTS
                ? substitution().replaceFor(type, text)
                : substitution().replace(text);
    }

    private Substitution substitution() {
        return new Substitution(scope, new TomlReferences(source), program != NOWHERE);
    }

    private List<Object> list(List<?> list, int depth) {
        List<Object> resolved = new ArrayList<>();
        int within = program;
        for (Object entry : list) {
            program = programIn(entry, within, resolved);
            Object value;
            try {
                value = resolve(entry, depth);
            } finally {
                program = within;
            }
            if (value instanceof TomlSetEnv.Block block) {
                if (block.array()
                        != TomlArguments.isTrue(
                                TomlDocument.table(entry).orElse(Map.of()).get("extend"))) {
                    throw new IllegalArgumentException(
                            "set_env arrays require table references or array references with extend=true");
                }
                resolved.add(block);
            } else if (!isExtending(entry)) {
                resolved.add(value);
            } else if (value instanceof List<?> more) {
                resolved.addAll(more);
            } else if (value instanceof String text) {
                if (!text.isEmpty()) {
                    resolved.add(text);
                }
            } else if (value instanceof Map<?, ?> table) {
                resolved.addAll(table.keySet()); // as Python iterates over it
            } else {
                throw new IllegalArgumentException("extend = true needs an array, not " + TomlDocument.kind(value));
            }
        }
        return resolved;
    }

    private static int programIn(Object entry, int within, List<Object> before) {
        if (within == 1 && !BEFORE_A_PROGRAM.contains(before)) {
            return NOWHERE;
        }
        return within > 0 && !isSpread(entry) ? within - 1 : within;
    }

    private static boolean isExtending(Object entry) {
        if (isSpread(entry)
                && TomlArguments.isTrue(
                        TomlDocument.table(entry).orElse(Map.of()).get("marker"))) {
            throw new IllegalArgumentException("a replace with extend = true cannot have a marker");
        }
        return isSpread(entry);
    }

    private static boolean isSpread(Object entry) {
        Map<String, Object> table = TomlDocument.table(entry).orElse(Map.of());
        return TomlArguments.isTrue(table.get("replace")) && TomlArguments.isTrue(table.get("extend"));
    }

    private Object table(Map<String, Object> table, int depth) {
        @Nullable Object replaced = directive(table, depth);
        if (replaced == null) {
            Map<String, Object> resolved = new LinkedHashMap<>();
            table.forEach((key, value) -> resolved.put(key, resolve(value, depth)));
            return resolved;
        }
        Object marker = table.get("marker");
        return TomlArguments.isTrue(marker) && marker != null ? Map.of("value", replaced, "marker", marker) : replaced;
    }

    /** What stands for a table with a known kind of {@code replace}; null for any other table. */
    private @Nullable Object directive(Map<String, Object> table, int depth) {
        if (!(table.get("replace") instanceof String kind)) {
            return null;
        }
        return switch (kind) {
            case "posargs" -> posargs(table, depth);
            case "env" -> environmentVariable(table, depth);
            case "glob" -> glob(table, depth);
            case "if" -> condition(table, depth);
            case "ref" -> reference(table, depth);
            default -> null;
        };
    }

    private List<Object> posargs(Map<String, Object> table, int depth) {
        Optional<List<String>> given = PositionalArguments.of(scope, program == 1);
        Object otherwise = table.getOrDefault("default", List.of());
        if (otherwise instanceof String text) { // as Python iterates over it
            otherwise = text.codePoints().mapToObj(Character::toString).toList();
        }
        List<?> args = given.isPresent() ? given.get() : TomlArguments.array(otherwise, "default");
        if (given.isPresent() && !TomlArguments.flag(table, "substitute")) {
            return List.copyOf(args);
        }
        List<Object> resolved = new ArrayList<>();
        args.forEach(arg -> resolved.add(resolve(arg, depth)));
        return resolved;
    }

    private Object environmentVariable(Map<String, Object> table, int depth) {
        String name = TomlArguments.string(table.get("name"), "the name of a replace = \"env\"");
        String fallback = TomlArguments.string(resolve(table.getOrDefault("default", ""), depth), "default");
        if (type == null) {
            return expression("env", name, fallback);
        }
        return substitution().resolve(List.of("env", name, fallback), scope, false) instanceof Replacement.Text found
                ? found.text()
                : fallback;
    }

    private Object glob(Map<String, Object> table, int depth) {
        String pattern = TomlArguments.string(
                resolve(table.getOrDefault("pattern", ""), depth), "the pattern of a replace = \"glob\"");
        boolean extend = TomlArguments.isTrue(table.get("extend"));
        @Nullable Object fallback = table.get("default");
        Object otherwise = fallback == null ? (extend ? List.of() : "") : resolve(fallback, depth);
        if (type == null) { // a variable has one value, where extend says nothing
            return expression("glob", pattern, TomlArguments.string(fallback == null ? "" : otherwise, "default"));
        }
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException("a replace = \"glob\" needs a pattern");
        }
        if (Globs.replacement(List.of(pattern), scope) instanceof Replacement.Text found) {
            return extend ? found.arguments() : found.text();
        }
        // what extends is iterated over, and a text counts as one entry (tox checks no more than that it is no number)
        return extend && !(otherwise instanceof String)
                ? TomlArguments.array(otherwise, "default")
                : TomlArguments.string(otherwise, "default");
    }

    /** A reference in braces that is replaced when the variable it stands in is read. */
    private static Expression expression(String kind, String subject, String fallback) {
        return new Expression("{" + kind + ":" + Template.parse(subject).print() + ":"
                + Template.parse(fallback).print() + "}");
    }

    private Object condition(Map<String, Object> table, int depth) {
        if (!(table.get("condition") instanceof String condition) || condition.isEmpty()) {
            throw new IllegalArgumentException("a replace = \"if\" needs a condition");
        }
        Object then = table.get("then");
        if (then == null) {
            throw new IllegalArgumentException("a replace = \"if\" needs 'then'");
        }
        boolean holds = TomlCondition.holds(
                condition,
                scope.configuration().invocation().environ(),
                factors.active(),
                scope.environmentName().orElse(""));
        return resolve(holds ? then : table.getOrDefault("else", ""), depth);
    }

    private Object reference(Map<String, Object> table, int depth) {
        if (table.get("env") instanceof String environment
                && !environment.isEmpty()
                && table.get("key") instanceof String key
                && !key.isEmpty()) {
            return TomlReferences.tree(scope, environment, key);
        }
        Object of = table.get("of");
        if (!TomlArguments.isTrue(of) || of == null) {
            return table;
        }
        List<String> path = TomlArguments.array(of, "of").stream()
                .map(part -> TomlArguments.string(part, "'of' of a replace = \"ref\""))
                .toList();
        String name = String.join(".", path);
        if (references.contains(name)) {
            throw new IllegalArgumentException("circular reference " + String.join(" -> ", references) + " -> " + name);
        }
        Object referred = source.document()
                .at(List.of(name.split("\\.", -1)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + name + " in " + source.file().getFileName() + " to refer to"));
        SettingPath setting = SettingPath.of(path);
        List<SettingOverride> overrides = scope.configuration().overrides().of(setting.section(), setting.spellings());
        if (type == null && setting.isSetEnv() && !overrides.isEmpty()) {
            Object tree = resolve(referred, depth);
            return new TomlSetEnv.Block(TomlSetEnv.overridden(tree, overrides), tree instanceof List);
        }
        references.add(name);
        try {
            return resolve(
                    scope.configuration().overrides().applied(setting.section(), setting.key(), referred), depth);
        } finally {
            references.remove(references.size() - 1);
        }
    }
}
