package io.github.toxmatrix.cli;

import io.github.toxmatrix.tox.DefinedEnvironment;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code config} shows: environments, the core where it is asked for, all keys or some. */
final class ShownConfiguration {

    private final List<DefinedEnvironment> environments;
    private final Optional<ToxSettings> core;
    private final List<String> keys;
    private boolean errors;

    /** @param keys by any of their spellings; empty for all */
    ShownConfiguration(List<DefinedEnvironment> environments, Optional<ToxSettings> core, List<String> keys) {
        this.environments = environments;
        this.core = core;
        this.keys = keys;
    }

    List<DefinedEnvironment> environments() {
        return environments;
    }

    Optional<ToxSettings> core() {
        return core;
    }

    /** Whether all keys are shown, and what is said about the section beside them. */
    boolean isWhole() {
        return keys.isEmpty();
    }

    Set<Key<?>> keys(ToxSettings settings) {
        Set<Key<?>> shown = new LinkedHashSet<>(isWhole() ? settings.keys() : List.of());
        keys.forEach(spelling -> settings.key(spelling).ifPresent(shown::add));
        return shown;
    }

    /** Whether a value that was shown so far is an error. */
    boolean hasErrors() {
        return errors;
    }

    void addError() {
        errors = true;
    }

    /** As nested tables. */
    Map<String, Object> tree() {
        Map<String, Object> all = new LinkedHashMap<>();
        for (DefinedEnvironment environment : environments) {
            Map<String, Object> table = new LinkedHashMap<>();
            if (isWhole()) {
                table.put("type", environment.environment().type());
            }
            table.putAll(tree(environment.environment().settings()));
            all.put(environment.name(), table);
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("env", all);
        core.ifPresent(settings -> tree.put("tox", tree(settings)));
        return tree;
    }

    private Map<String, Object> tree(ToxSettings settings) {
        Map<String, Object> table = new LinkedHashMap<>();
        for (Key<?> key : keys(settings)) {
            try {
                table.put(key.name(), settings.tree(key));
            } catch (ToxConfigurationException e) {
                table.put(key.name(), Map.of("error", e.toxError()));
                addError();
            }
        }
        List<String> unused = isWhole() ? settings.unused() : List.of();
        if (!unused.isEmpty()) {
            table.put("unused", unused);
        }
        return table;
    }
}
