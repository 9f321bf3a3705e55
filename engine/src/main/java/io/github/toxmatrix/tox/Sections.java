package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Overrides;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.setting.SettingOverride;
import io.github.toxmatrix.tox.value.SetEnvLines;
import io.github.toxmatrix.tox.value.SetEnvText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The sections that are asked for a setting, an environment's own first, each with what {@code -x} says of it. The first
 * that has a key is the one that counts, nothing is merged (tox's {@code config/of_type.py}).
 *
 * @param owner the name of the environment, or {@code core}
 */
record Sections(String owner, List<Loader> loaders, Overrides overrides) {

    Sections {
        loaders = List.copyOf(loaders);
    }

    /** These, then others. */
    Sections and(List<Loader> more) {
        List<Loader> all = new ArrayList<>(loaders);
        all.addAll(more);
        return new Sections(owner, all, overrides);
    }

    /** Empty where no section has it for the factors of the scope. */
    <T> Optional<T> load(Key<T> key, Scope scope) {
        Overrides.Resolution<T> resolution = new Overrides.Resolution<>(key.type()::add);
        for (Loader loader : loaders) {
            Scope inner = scope.following(loader.section() + "." + key.name());
            add(
                    resolution,
                    key.names(),
                    loader,
                    spelling -> loader.load(spelling, key.type(), inner),
                    text -> loader.convert(text, key.type(), inner));
            if (resolution.isFound()) {
                break;
            }
        }
        return resolution.value();
    }

    /**
     * {@code set_env}, whose variables are resolved one by one.
     *
     * @param expansion in which its lines are expanded
     */
    Optional<SetEnv> setEnv(Scope scope, Scope expansion) {
        Overrides.Resolution<SetEnvLines> resolution = new Overrides.Resolution<>(SetEnvLines::and);
        for (Loader loader : loaders) {
            add(
                    resolution,
                    EnvironmentKeys.SET_ENV.names(),
                    loader,
                    spelling -> loader.loadSetEnv(spelling, scope),
                    SetEnvText::parse);
            if (resolution.isFound()) {
                return resolution.value().map(lines -> expanding(lines, loader, expansion));
            }
        }
        return resolution.value().map(lines -> expanding(lines, loaders.get(0), expansion));
    }

    private static SetEnv expanding(SetEnvLines lines, Loader loader, Scope expansion) {
        return new SetEnv(lines, loader, expansion.through(SetEnv.link(loader)));
    }

    Optional<SourcePosition> position(Key<?> key) {
        return first(key, Loader::position);
    }

    /** What stands where {@link #position(Key)} says. */
    Optional<String> written(Key<?> key) {
        return first(key, Loader::written);
    }

    /** What {@code -x} says of a key in the place of what stands in the file. */
    private Optional<SettingOverride> override(Key<?> key) {
        return loaders.stream()
                .flatMap(loader -> overrides.of(loader.namespace(), key.names()).stream())
                .filter(override -> !override.append())
                .findFirst();
    }

    /** How a key is spelled where {@link #position(Key)} says, else as tox names it. */
    String spelling(Key<?> key) {
        return first(key, (loader, spelling) -> loader.position(spelling).map(position -> spelling))
                .orElse(key.name());
    }

    private <T> Optional<T> first(Key<?> key, BiFunction<Loader, String, Optional<T>> find) {
        return loaders.stream()
                .flatMap(loader -> key.names().stream().flatMap(spelling -> find.apply(loader, spelling).stream()))
                .findFirst();
    }

    /** Where a key of exactly this spelling stands, be it registered or not. */
    Optional<SourcePosition> position(String spelling) {
        return loaders.stream()
                .flatMap(loader -> loader.position(spelling).stream())
                .findFirst();
    }

    /**
     * A key as a message names it: file, line, environment and what stands there; or the option that says it.
     *
     * @param name of the environment, or of the core's section
     */
    String place(Key<?> key, String name, Path file) {
        Optional<SettingOverride> override = override(key);
        if (override.isPresent()) {
            return override.get().toString();
        }
        String position = place(key).map(SourcePosition::toString).orElseGet(file::toString);
        return position + ": " + name + "." + spelling(key)
                + written(key).map(text -> " = " + text).orElse("");
    }

    /** Where a key stands, else the first section; empty where there is none. */
    Optional<SourcePosition> place(Key<?> key) {
        return position(key).or(() -> loaders.stream().map(Loader::position).findFirst());
    }

    /** What the first section has besides the given keys, sorted. */
    List<String> unused(List<Key<?>> registered) {
        if (loaders.isEmpty()) {
            return List.of();
        }
        Set<String> unused = new TreeSet<>(loaders.get(0).keys());
        registered.forEach(key -> unused.removeAll(key.names()));
        return List.copyOf(unused);
    }

    /** What one section and the overrides of it say of a key. */
    private <T> void add(
            Overrides.Resolution<T> resolution,
            List<String> spellings,
            Loader loader,
            Function<String, Optional<T>> load,
            Function<String, T> convert) {
        Optional<T> loaded = Optional.empty();
        for (int i = 0; i < spellings.size() && loaded.isEmpty(); i++) {
            loaded = load.apply(spellings.get(i));
        }
        Optional<T> replacing = Optional.empty();
        List<T> appended = new ArrayList<>();
        for (SettingOverride override : overrides.of(loader.namespace(), spellings)) {
            T value = converted(override, convert);
            if (override.append()) {
                appended.add(value);
            } else {
                replacing = Optional.of(value);
                appended.clear();
            }
        }
        resolution.add(loaded, replacing, appended);
    }

    private <T> T converted(SettingOverride override, Function<String, T> convert) {
        try {
            return convert.apply(override.value());
        } catch (IllegalArgumentException e) {
            throw ToxConfigurationException.load(override.toString(), owner + "." + override.key(), e);
        }
    }
}
