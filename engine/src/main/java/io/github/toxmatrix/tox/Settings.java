package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the core or of one environment: sections in the order they are asked, and the keys that tox registers
 * for them (tox's {@code config/sets.py}). A value is resolved when it is first asked for.
 */
final class Settings {

    private static final Map<String, Key<?>> CORE_KEYS = bySpelling(CoreKeys.all());
    private static final Map<String, Key<?>> ENVIRONMENT_KEYS = bySpelling(EnvironmentKeys.all());

    private final Configuration configuration;
    private final String name;
    private final boolean environment;
    private final List<Loader> loaders;
    private final Map<String, Key<?>> keys;
    private final Map<Key<?>, Object> resolved = new ConcurrentHashMap<>();
    private @Nullable Factors factors;

    private Settings(
            Configuration configuration,
            String name,
            boolean environment,
            List<Loader> loaders,
            Map<String, Key<?>> keys) {
        this.configuration = configuration;
        this.name = name;
        this.environment = environment;
        this.loaders = List.copyOf(loaders);
        this.keys = keys;
    }

    static Settings ofCore(Configuration configuration, Loader section) {
        return new Settings(configuration, section.section(), false, List.of(section), CORE_KEYS);
    }

    static Settings ofEnvironment(Configuration configuration, String name, List<Loader> loaders) {
        return new Settings(configuration, name, true, loaders, ENVIRONMENT_KEYS);
    }

    private static Map<String, Key<?>> bySpelling(List<Key<?>> keys) {
        Map<String, Key<?>> spellings = new HashMap<>();
        keys.forEach(key -> key.names().forEach(spelling -> spellings.put(spelling, key)));
        return Map.copyOf(spellings);
    }

    /** Of the environment; of the core the name of its section. */
    String name() {
        return name;
    }

    Configuration configuration() {
        return configuration;
    }

    /** Those that hold in the environment. */
    synchronized Factors factors() {
        if (factors == null) {
            factors = environment ? Factors.ofEnvironment(name) : Factors.OF_CORE;
        }
        return factors;
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

    /** A setting by one of its spellings; empty where tox registers no such key. */
    Optional<Object> value(String spelling, List<String> chain) {
        Key<?> key = keys.get(spelling);
        return key == null ? Optional.empty() : Optional.of(get(key, chain));
    }

    /** What a reference to a setting is replaced by; empty where tox registers no such key. */
    Optional<Replacement> reference(String spelling, List<String> chain) {
        Key<?> key = keys.get(spelling);
        return key == null ? Optional.empty() : Optional.of(reference(key, chain));
    }

    /** A variable of {@code set_env}; empty where it does not set it. */
    Optional<String> variable(String variable, Scope reader) {
        String link = name + ".set_env";
        boolean expanding = reader.chain().contains(link);
        Scope scope = expanding ? reader : reader.through(link);
        return setEnv(scope)
                .flatMap(setEnv -> expanding ? setEnv.directValue(variable, reader) : setEnv.value(variable, reader));
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

    /** Whether a section has it, for whatever factors. */
    boolean isSet(Key<?> key) {
        return position(key).isPresent();
    }

    Optional<SourcePosition> position(Key<?> key) {
        return loaders.stream()
                .flatMap(loader -> key.names().stream().flatMap(spelling -> loader.position(spelling).stream()))
                .findFirst();
    }

    /** Where a key of exactly this spelling stands, be it registered or not. */
    Optional<SourcePosition> position(String spelling) {
        return loaders.stream()
                .flatMap(loader -> loader.position(spelling).stream())
                .findFirst();
    }

    private <T> String print(Key<T> key, List<String> chain) {
        return key.type().print(get(key, chain));
    }

    private <T> Replacement reference(Key<T> key, List<String> chain) {
        if (key == EnvironmentKeys.SET_ENV) {
            Scope scope = new Scope(configuration, Optional.of(this), chain).through(name + ".set_env");
            return Replacement.Text.raw(setEnv(scope).map(SetEnv::print).orElse(""));
        }
        T value = get(key, chain);
        List<String> arguments = value instanceof Path
                ? List.of(value.toString())
                : key.type() == ValueType.LIST
                        ? ((List<?>) value).stream().map(String::valueOf).toList()
                        : List.of();
        return new Replacement.Text(key.type().print(value), false, arguments);
    }

    private <T> T resolve(Key<T> key, List<String> chain) {
        if (key == EnvironmentKeys.SET_ENV) {
            try {
                @SuppressWarnings("unchecked") // the type of this very key
                T variables = (T) setEnvValues(chain);
                return variables;
            } catch (IllegalArgumentException | ToxConfigurationException e) {
                throw located(key, e);
            }
        }
        try {
            Optional<T> fixed = key.fixed(this);
            return fixed.orElseGet(() -> key.finish(this, load(key, chain).orElseGet(() -> key.otherwise(this))));
        } catch (IllegalArgumentException | ToxConfigurationException e) {
            throw located(key, e);
        }
    }

    private ToxConfigurationException located(Key<?> key, RuntimeException e) {
        String file = configuration.file().toString();
        String message = String.valueOf(e.getMessage());
        if (e instanceof ToxConfigurationException located && message.startsWith(file)) {
            return located;
        }
        String place = position(key)
                .or(() -> loaders.stream().map(Loader::position).findFirst())
                .map(SourcePosition::toString)
                .orElse(file);
        return new ToxConfigurationException(place + ": " + name + "." + key.name() + ": " + message, e);
    }

    private Map<String, String> setEnvValues(List<String> chain) {
        Scope scope = new Scope(configuration, Optional.of(this), chain).through(name + ".set_env");
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
