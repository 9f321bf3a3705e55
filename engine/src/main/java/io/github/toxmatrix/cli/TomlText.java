package io.github.toxmatrix.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Tables as TOML, laid out as Python's tomli-w does: values of a table first, then the tables in it. */
final class TomlText {

    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    private final StringBuilder text = new StringBuilder();

    private TomlText() {}

    static String of(Map<String, Object> tree) {
        TomlText toml = new TomlText();
        toml.table("", tree);
        return toml.text.toString().stripTrailing();
    }

    private void table(String name, Map<?, ?> table) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Map<?, ?>> tables = new LinkedHashMap<>();
        table.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                tables.put(key(key), inner);
            } else {
                values.put(key(key), value);
            }
        });
        if (!name.isEmpty() && (!values.isEmpty() || tables.isEmpty())) {
            text.append(text.length() > 0 ? "\n" : "").append('[').append(name).append("]\n");
        }
        values.forEach((key, value) -> {
            text.append(key).append(" = ");
            value(value);
            text.append('\n');
        });
        tables.forEach((key, inner) -> table(name.isEmpty() ? key : name + "." + key, inner));
    }

    private void value(Object value) {
        if (value instanceof List<?> list) {
            text.append('[');
            for (Object entry : list) {
                text.append("\n    ");
                value(entry);
                text.append(',');
            }
            text.append(list.isEmpty() ? "]" : "\n]");
        } else if (value instanceof String string) {
            text.append(quoted(string));
        } else {
            text.append(value);
        }
    }

    private static String key(Object key) {
        String name = String.valueOf(key);
        return BARE.matcher(name).matches() ? name : quoted(name);
    }

    private static String quoted(String string) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append('\t');
                case '\r' -> quoted.append("\\r");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> quoted.append(c < 0x20 || c == 0x7f ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }
}
