package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the core or of one environment: sections in the order they are asked, and the keys that tox registers
 * for them (tox's {@code config/sets.py}). A value is resolved when it is first asked for.
 */
final class Settings implements ToxSettings {

    private final Configuration configuration;
    private final String name;
    private final Optional<EnvironmentKind> kind;
    private final List<Loader> loaders;
    private final List<String> otherwiseBase;
    private final Map<Key<?>, Object> resolved = new ConcurrentHashMap<>();
    private @Nullable Factors factors;

    private Settings(
            Configuration configuration,
            String name,
            Optional<EnvironmentKind> kind,
            List<Loader> loaders,
            List<String> otherwiseBase) {
        this.configuration = configuration;
        this.name = name;
        this.kind = kind;
        this.loaders = List.copyOf(loaders);
        this.otherwiseBase = List.copyOf(otherwiseBase);
    }

    static Settings ofCore(Configuration configuration, Loader section) {
        return new Settings(configuration, section.section(), Optional.empty(), List.of(section), List.of());
    }

    /** @param otherwiseBase what {@code base} is where the section does not say */
    static Settings ofEnvironment(
            Configuration configuration,
            String name,
            EnvironmentKind kind,
            Optional<Loader> section,
            List<String> otherwiseBase) {
        return new Settings(
                configuration, name, Optional.of(kind), section.stream().toList(), otherwiseBase);
    }

    /** These, and what other sections say where these do not. */
    Settings inheriting(List<Loader> bases) {
        List<Loader> all = new ArrayList<>(loaders);
        all.addAll(bases);
        Settings settings = new Settings(configuration, name, kind, all, otherwiseBase);
        settings.resolved.put(EnvironmentKeys.BASE, get(EnvironmentKeys.BASE));
        return settings;
    }

    List<String> otherwiseBase() {
        return otherwiseBase;
    }

    Settings core() {
        return configuration.core();
    }

    /** Of an environment. A runner that is not tox's own is one for virtual environments here. */
    EnvironmentKind kind() {
        EnvironmentKind known = kind.orElseThrow();
        return known == EnvironmentKind.RUNNER && get(RunKeys.RUNNER).equals(ScriptKeys.RUNNER)
                ? EnvironmentKind.SCRIPT_RUNNER
                : known;
    }

    /** How the package gets into it; there is none in the core and in environments that build it. */
    Packaging packaging() {
        return kind() == EnvironmentKind.RUNNER ? Packaging.of(this, List.of()) : Packaging.NONE;
    }

    @Override
    public List<Key<?>> keys() {
        if (kind.isEmpty()) {
            return configuration.coreKeys().keys();
        }
        KeySet keys = kind().keys();
        return kind() == EnvironmentKind.RUNNER ? keys.and(packaging().keys()).keys() : keys.keys();
    }

    @Override
    public Optional<Key<?>> key(String spelling) {
        return key(spelling, List.of());
    }

    private Optional<Key<?>> key(String spelling, List<String> chain) {
        if (kind.isEmpty()) {
            return CoreKeys.PACKAGED.find(spelling);
        }
        Optional<Key<?>> always = kind.get().keys().find(spelling);
        if (always.isPresent() || kind.get().isPackager() || chain.contains(Packaging.link(this))) {
            return always;
        }
        if (kind() == EnvironmentKind.SCRIPT_RUNNER) {
            return kind().keys().find(spelling);
        }
        return Packaging.of(this, chain).keys().find(spelling);
    }

    @Override
    public List<String> unused() {
        if (loaders.isEmpty()) {
            return List.of();
        }
        Set<String> unused = new TreeSet<>(loaders.get(0).keys());
        keys().forEach(key -> unused.removeAll(key.names()));
        return List.copyOf(unused);
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
            factors = kind.isPresent() ? Factors.ofEnvironment(name) : Factors.OF_CORE;
        }
        return factors;
    }

    @Override
    public <T> T get(Key<T> key) {
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

    /** A setting by one of its spellings; empty where tox registers no such key. */
    Optional<Object> value(String spelling, List<String> chain) {
        return key(spelling, chain).map(key -> get(key, chain));
    }

    /** What a reference to a setting is replaced by; empty where tox registers no such key. */
    Optional<Replacement> reference(String spelling, List<String> chain) {
        return key(spelling, chain).map(key -> reference(key, chain));
    }

    /** A variable of {@code set_env}; empty where it does not set it. */
    Optional<String> variable(String variable, Scope reader) {
        Optional<String> exported = ExportedVariables.value(this, variable);
        if (exported.isPresent()) {
            return exported;
        }
        boolean expanding = reader.chain().contains(expansion());
        Scope scope = expanding ? reader : reader.through(name + ".set_env");
        return setEnv(scope)
                .flatMap(setEnv -> expanding ? setEnv.directValue(variable, reader) : setEnv.value(variable, reader))
                .or(() -> Optional.ofNullable(ExportedVariables.defaults(this).get(variable)));
    }

    /** In a chain of references: files and pasted lines of {@code set_env} are being read, its values are not known yet. */
    private String expansion() {
        return name + ".set_env lines";
    }

    /** {@code set_env}, whose variables are resolved one by one; empty where no section has it. */
    Optional<SetEnv> setEnv(Scope scope) {
        Overrides.Resolution<SetEnvLines> resolution = new Overrides.Resolution<>();
        for (Loader loader : loaders) {
            add(
                    resolution,
                    EnvironmentKeys.SET_ENV.names(),
                    loader,
                    spelling -> loader.loadSetEnv(spelling, scope),
                    SetEnvText::parse);
            if (resolution.isFound()) {
                return resolution.value().map(lines -> new SetEnv(lines, loader, scope.through(expansion())));
            }
        }
        return resolution.value().map(lines -> new SetEnv(lines, loaders.get(0), scope.through(expansion())));
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

    /** Whether a section has it for the factors of the environment. */
    boolean isLoaded(Key<?> key) {
        return load(key, List.of()).isPresent();
    }

    private <T> Replacement reference(Key<T> key, List<String> chain) {
        if (key == EnvironmentKeys.SET_ENV) {
            Scope scope = new Scope(configuration, Optional.of(this), chain).through(name + ".set_env");
            return Replacement.Text.resolved(setEnv(scope).map(SetEnv::print).orElse(""));
        }
        T value = get(key, chain);
        return new Replacement.Text(key.type().print(value), false, arguments(key, value));
    }

    /** What a command keeps apart (tox's {@code config/loader/stringify.py}). */
    private static List<String> arguments(Key<?> key, Object value) {
        if (value instanceof Path || (value instanceof String && key.isConstant())) {
            return List.of(value.toString());
        }
        return key.type() == ValueType.LIST || key.type() == ValueType.LIST_OR_TEXT
                ? ((List<?>) value).stream().map(String::valueOf).toList()
                : List.of();
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
        ToxConfigurationException problem = e instanceof ToxConfigurationException known
                ? known
                : ToxConfigurationException.raised("ValueError", String.valueOf(e.getMessage()));
        return problem.at(place(key));
    }

    /** Where a key stands, or its section, and what it is called, for a message. */
    String place(Key<?> key) {
        String position = position(key)
                .or(() -> loaders.stream().map(Loader::position).findFirst())
                .map(SourcePosition::toString)
                .orElseGet(() -> configuration.file().toString());
        return position + ": " + name + "." + key.name();
    }

    private Map<String, String> setEnvValues(List<String> chain) {
        Scope scope = new Scope(configuration, Optional.of(this), chain).through(name + ".set_env");
        Map<String, String> values = new LinkedHashMap<>(
                setEnv(scope).map(setEnv -> setEnv.values(scope)).orElse(Map.of()));
        ExportedVariables.defaults(this).forEach(values::putIfAbsent);
        for (String variable : ExportedVariables.NAMES) {
            values.put(variable, ExportedVariables.value(this, variable).orElseThrow());
        }
        return values;
    }

    private <T> Optional<T> load(Key<T> key, List<String> chain) {
        Scope scope = new Scope(configuration, kind.isPresent() ? Optional.of(this) : Optional.empty(), chain);
        Overrides.Resolution<T> resolution = new Overrides.Resolution<>();
        try {
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
        } catch (IllegalArgumentException e) { // what cannot be added to
            String environment = kind.isPresent() ? name : "core";
            throw ToxConfigurationException.load(place(key), environment + "." + key.name(), e);
        }
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
        for (SettingOverride override : configuration.overrides().of(loader.namespace(), spellings)) {
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
            String environment = kind.isPresent() ? name : "core";
            throw ToxConfigurationException.load(
                    "override " + override.section() + "." + override.key() + " = " + override.value(),
                    environment + "." + override.key(),
                    e);
        }
    }
}
