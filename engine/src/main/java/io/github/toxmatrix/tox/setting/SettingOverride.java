package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code -x [SECTION.]KEY[+]=VALUE}: a setting in the place of the file's, or added to it
 * (tox's {@code config/loader/api.py}).
 *
 * @param section as tox names it: {@code tox}, {@code testenv:py311}, {@code env.py311}; empty for the core of a TOML file
 * @param append whether {@code +=} was written
 */
public record SettingOverride(String section, String key, boolean append, String value) {

    /** @throws ToxConfigurationException where there is no {@code =} */
    static SettingOverride parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new ToxConfigurationException("override " + text + " has no = sign in it");
        }
        boolean append = text.substring(0, equals).endsWith("+");
        List<String> path = path(text.substring(0, append ? equals - 1 : equals));
        return new SettingOverride(
                String.join(".", path.subList(0, path.size() - 1)),
                path.get(path.size() - 1),
                append,
                text.substring(equals + 1));
    }

    /** As a message names it. */
    @Override
    public String toString() {
        return "override " + (section.isEmpty() ? "" : section + ".") + key + " = " + value;
    }

    /** Split at dots that no backslash is before. */
    private static List<String> path(String text) {
        List<String> path = new ArrayList<>();
        for (String part : text.split("(?<!\\\\)\\.", -1)) {
            path.add(part.replace("\\.", "."));
        }
        return path;
    }
}
