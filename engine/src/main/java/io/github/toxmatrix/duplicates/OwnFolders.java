package io.github.toxmatrix.duplicates;

import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.text.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the folders of an environment's own in values as those of any other would be written. */
final class OwnFolders {

    private static final List<Key<Path>> FOLDERS =
            List.of(EnvironmentKeys.ENV_DIR, EnvironmentKeys.ENV_TMP_DIR, EnvironmentKeys.ENV_LOG_DIR);

    /** The folder as a whole: {@code /e/py311} is not in {@code /e/py311-django}, nor in {@code /else/e/py311}. */
    private static final String FORM = "(?<![\\w.+~-])%s(?=$|[/\\\\:;,'\"\\s)\\]}])";

    /** The longest first, since one lies in the other. */
    private final Map<Pattern, String> names = new LinkedHashMap<>();

    OwnFolders(ToxEnvironment environment) {
        Map<String, Key<Path>> folders =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        FOLDERS.forEach(key -> folders.putIfAbsent(environment.get(key).toString(), key));
        folders.forEach((folder, key) -> names.put(
                Pattern.compile(FORM.formatted(Pattern.quote(folder))), Matcher.quoteReplacement("\0" + key.name())));
    }

    /** The value in plain types, which are equal where they mean the same. */
    Object in(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new TreeMap<>();
            map.forEach((name, each) -> entries.put(String.valueOf(name), in(each)));
            return entries;
        } else if (value instanceof Collection<?> values) {
            List<Object> items = new ArrayList<>();
            values.forEach(each -> items.add(in(each)));
            return items;
        } else if (value instanceof Command command) {
            return List.of(in(command.args()), command.ignoreExitCode(), command.invertExitCode());
        } else if (value instanceof Optional<?> some) {
            return in(some.stream().toList());
        }
        return value instanceof Boolean || value instanceof Number ? value : text(String.valueOf(value));
    }

    private String text(String text) {
        String own = text;
        for (Map.Entry<Pattern, String> name : names.entrySet()) {
            own = name.getKey().matcher(own).replaceAll(name.getValue());
        }
        return own;
    }
}
