package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.document.TomlDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is written in a {@code {replace = ...}} table, as what it has to be; anything else is an IllegalArgumentException. */
final class TomlArguments {

    private TomlArguments() {}

    static boolean flag(Map<String, Object> table, String key) {
        Object value = table.getOrDefault(key, false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException("'" + key + "' must be true or false, is " + TomlDocument.kind(value));
    }

    static List<?> array(Object value, String what) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("'" + what + "' must be an array, is " + TomlDocument.kind(value));
    }

    static String string(@Nullable Object value, String what) {
        if (value instanceof TomlReplacement.Expression expression) {
            return expression.text();
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(
                what + " must be a string, is " + (value == null ? "missing" : TomlDocument.kind(value)));
    }

    /** As Python sees it. */
    static boolean isTrue(@Nullable Object value) {
        return value != null
                && !value.equals(false)
                && !value.equals("")
                && !value.equals(0L)
                && !(value instanceof List<?> list && list.isEmpty());
    }
}
