package io.github.toxmatrix.tox;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A setting that tox could not read, as its message names it: {@code failed to load py311.deps: ...} or
 * {@code replace failed in py311.deps with ...}.
 *
 * @param owner the name of an environment, or of the core
 */
record SettingOfTox(String owner, String key) {

    private static final Pattern NAMED =
            Pattern.compile("(?:failed to load|replace failed in) ([^'\"]*?)\\.([a-z][\\w-]*)(?:: | with )");

    static List<SettingOfTox> in(String message) {
        return NAMED.matcher(message)
                .results()
                .map(found -> new SettingOfTox(found.group(1), found.group(2)))
                .toList();
    }

    boolean isOfCore() {
        return owner.equals("core") || owner.equals("tox");
    }
}
