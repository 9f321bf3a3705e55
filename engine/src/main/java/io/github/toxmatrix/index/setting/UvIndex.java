package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.index.upstream.Manner;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * An index as a table of uv's files says it.
 *
 * @param file where it stands
 */
record UvIndex(TomlTable table, UvFile file) {

    Optional<String> name() {
        return Optional.ofNullable(table.getString("name"));
    }

    String url() {
        return file.placed(String.valueOf(table.getString("url")));
    }

    boolean isDefault() {
        return Boolean.TRUE.equals(table.getBoolean("default"));
    }

    /** Whether it is for those packages alone of which the project says so. */
    boolean isExplicit() {
        return Boolean.TRUE.equals(table.getBoolean("explicit"));
    }

    boolean isFlat() {
        return "flat".equals(table.getString("format"));
    }

    boolean wantsCredentials() {
        return "always".equals(table.getString("authenticate"));
    }

    /** What no variable can say of it. */
    Manner manner() {
        @Nullable TomlArray codes = table.getArray("ignore-error-codes");
        Set<Integer> absent = (codes == null ? Stream.empty() : codes.toList().stream())
                .filter(Long.class::isInstance)
                .map(code -> Math.toIntExact((Long) code))
                .collect(Collectors.toUnmodifiableSet());
        return new Manner(absent, "never".equals(table.getString("authenticate")));
    }
}
