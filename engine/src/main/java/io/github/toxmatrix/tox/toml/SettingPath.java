package io.github.toxmatrix.tox.toml;

import io.github.toxmatrix.tox.key.EnvironmentKeys;
import java.util.List;

/**
 * A setting as {@code replace = "ref"} and {@code -x} name it.
 *
 * @param section with dots, from the root of the file
 */
record SettingPath(String section, String key) {

    /** @param path at least one name */
    static SettingPath of(List<String> path) {
        int last = path.size() - 1;
        return new SettingPath(String.join(".", path.subList(0, last)), path.get(last));
    }

    boolean isSetEnv() {
        return EnvironmentKeys.SET_ENV.names().contains(key);
    }

    /** Those that an override of it may have. */
    List<String> spellings() {
        return isSetEnv() ? EnvironmentKeys.SET_ENV.names() : List.of(key);
    }
}
