package io.github.toxmatrix.tox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The settings of the core or of one environment: sections in the order they are asked, and the keys that tox registers
 * for them (tox's {@code config/sets.py}). A value is resolved when it is first asked for.
 */
final class Settings {

    private final Configuration configuration;
    private final String name;
    private final boolean environment;
    private final List<Loader> loaders;
    private final Map<String, Key<?>> keys;
    private final Map<Key<?>, Object> resolved = new ConcurrentHashMap<>();

    private Settings(
            Configuration configuration, String name, boolean environment, List<Loader> loaders, List<Key<?>> keys) {
        this.configuration = configuration;
        this.name = name;
        this.environment = environment;
        this.loaders = List.copyOf(loaders);
        this.keys = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            key.names().forEach(spelling -> this.keys.put(spelling, key));
        }
    }

    static Settings ofCore(Configuration configuration, Loader section) {
        return new Settings(configuration, section.section(), false, List.of(section), CoreKeys.all());
    }

    static Settings ofEnvironment(Configuration configuration, String name, List<Loader> loaders) {
        return new Settings(configuration, name, true, loaders, EnvironmentKeys.all());
    }

    /** Of the environment; of the core the name of its section. */
    String name() {
        return name;
    }

    Configuration configuration() {
        return configuration;
    }

    <T> T get(Key<T> key) {
        return get(key, List.of());
    }

    /** @param chain the references that led here */
    <T> T get(Key<T> key, List<String> chain) {
        @SuppressWarnings("unchecked") // only ever put below, under a key of its type
        T known = (T) resolved.get(key);
        if (known == null) {
            known = resolve(key, chain);
            resolved.put(key, known);
        }
        return known;
    }

    /** As a reference to it is replaced; empty where tox registers no such key. */
    Optional<String> print(String spelling, List<String> chain) {
        Key<?> key = keys.get(spelling);
        return key == null ? Optional.empty() : Optional.of(print(key, chain));
    }

    /** {@code set_env}, whose variables are resolved one by one; empty where no section has it. */
    Optional<SetEnv> setEnv(Scope scope) {
        for (Loader loader : loaders) {
            for (String spelling : EnvironmentKeys.SET_ENV.names()) {
                Optional<SetEnvLines> lines = loader.loadSetEnv(spelling, scope);
                if (lines.isPresent()) {
                    return Optional.of(new SetEnv(lines.get(), loader, scope));
                }
            }
        }
        return Optional.empty();
    }

    Optional<SourcePosition> position(Key<?> key) {
        return loaders.stream()
                .flatMap(loader -> key.names().stream().flatMap(spelling -> loader.position(spelling).stream()))
                .findFirst();
    }

    private <T> String print(Key<T> key, List<String> chain) {
        return key.type().print(get(key, chain));
    }

    private <T> T resolve(Key<T> key, List<String> chain) {
        if (key == EnvironmentKeys.SET_ENV) {
            @SuppressWarnings("unchecked") // the type of this very key
            T variables = (T) setEnvValues(chain);
            return variables;
        }
        Optional<T> fixed = key.fixed(this);
        return fixed.orElseGet(() -> key.finish(this, load(key, chain).orElseGet(() -> key.otherwise(this))));
    }

    private Map<String, String> setEnvValues(List<String> chain) {
        Scope scope = new Scope(configuration, Optional.of(this), chain).following(name + ".set_env");
        return setEnv(scope).map(setEnv -> setEnv.values(scope)).orElse(Map.of());
    }

    private <T> Optional<T> load(Key<T> key, List<String> chain) {
        Scope scope = new Scope(configuration, environment ? Optional.of(this) : Optional.empty(), chain);
        for (Loader loader : loaders) {
            Scope inner = scope.following(loader.section() + "." + key.name());
            for (String spelling : key.names()) {
                Optional<T> value = loader.load(spelling, key.type(), inner);
                if (value.isPresent()) {
                    return value;
                }
            }
        }
        return Optional.empty();
    }
}
