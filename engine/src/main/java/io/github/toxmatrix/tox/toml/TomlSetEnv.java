package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.document.TomlDocument;
import io.github.toxmatrix.tox.setting.SettingOverride;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.value.SetEnvLines;
import io.github.toxmatrix.tox.value.SetEnvText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code set_env} of a TOML file: a text, a table, or an array of tables (tox's {@code config/sets.py}). */
final class TomlSetEnv {

    private TomlSetEnv() {}

    /**
     * What {@code replace = "ref"} finds where {@code -x} has something to say to it too.
     *
     * @param array whether the file has it as one
     */
    record Block(SetEnvLines lines, boolean array) {}

    /** The variables of a tree with those of overrides. */
    static SetEnvLines overridden(Object tree, List<SettingOverride> overrides) {
        SetEnvLines lines = lines(tree);
        for (SettingOverride override : overrides) {
            SetEnvLines more = SetEnvText.parse(override.value());
            lines = override.append() ? lines.and(more) : more;
        }
        return lines;
    }

    /** @throws IllegalArgumentException where it is none */
    static SetEnvLines lines(Object tree) {
        if (tree instanceof Block block) {
            return block.lines();
        }
        if (tree instanceof String text) {
            return SetEnvText.parse(text);
        }
        List<SetEnvLines.Entry> entries = new ArrayList<>();
        for (Object part : tree instanceof List<?> parts ? parts : List.of(tree)) {
            if (part instanceof Block block) {
                entries.addAll(block.lines().entries());
                continue;
            }
            Map<String, Object> table = TomlDocument.table(part).orElseThrow(() -> notSetEnv(tree));
            table.forEach((name, value) -> entries.add(entry(name, value, tree)));
        }
        return new SetEnvLines(entries);
    }

    /** A text, or a table of a value and a marker. */
    private static SetEnvLines.Entry entry(String name, Object value, Object tree) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("invalid set_env entry with an empty name");
        }
        if (value instanceof String || value instanceof TomlReplacement.Expression) {
            String text = string(name, value);
            return name.equals("file")
                    ? new SetEnvLines.EnvFile(text)
                    : new SetEnvLines.Assignment(name, text, Optional.empty());
        }
        Map<String, Object> table = TomlDocument.table(value).orElseThrow(() -> notSetEnv(tree));
        Object text = table.get("value");
        if (!(text instanceof String || text instanceof TomlReplacement.Expression)) {
            throw notSetEnv(tree);
        }
        return new SetEnvLines.Assignment(name, string(name, text), marker(name, table));
    }

    private static IllegalArgumentException notSetEnv(Object tree) {
        return new IllegalArgumentException("set_env expected str, dict[str, str], or list[dict[str, str]], got "
                + PythonText.type(tree) + ": " + PythonText.repr(tree));
    }

    private static Optional<String> marker(String name, Map<String, Object> table) {
        return Optional.ofNullable(table.get("marker"))
                .map(marker -> string("marker of " + name, marker))
                .filter(marker -> !marker.isEmpty());
    }

    private static String string(String what, Object value) {
        if (value instanceof TomlReplacement.Expression expression) {
            return expression.text();
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the " + what + " must be a string, not " + TomlDocument.kind(value));
    }
}
