package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.factor.Factors;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.Packaging;
import io.github.toxmatrix.tox.key.RegisteredKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Configuration;
import io.github.toxmatrix.tox.setting.EnvironmentKind;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.KeySet;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Replacement;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the core or of one environment: sections, and the keys that tox registers for them (tox's
 * {@code config/sets.py}). A value is resolved when it is first asked for.
 */
final class ConfiguredSettings implements Settings {

    /** What tox reads of an environment before it makes its runner, which registers the other keys. */
    private static final Set<Key<?>> FIRST = Set.of(EnvironmentKeys.BASE, RunKeys.RUNNER);

    private static final KeySet REGISTERED_FIRST = KeySet.of(EnvironmentKeys.SET_ENV, EnvironmentKeys.BASE);

    private final Configuration configuration;
    private final String name;
    private final Optional<EnvironmentKind> kind;
    private volatile Sections sections;
    private final List<String> otherwiseBase;
    private final Map<Key<?>, Object> resolved = new ConcurrentHashMap<>();
    private final PendingSettings pending = new PendingSettings();
    private @Nullable Factors factors;

    /** A {@code set_env} that was read while environments were being defined, and is never read anew; null for none. */
    private volatile @Nullable Variables early;

    /** Whether it is no environment of the configuration, but one that a reference makes up. */
    private volatile boolean madeUp;

    private ConfiguredSettings(
            Configuration configuration,
            String name,
            Optional<EnvironmentKind> kind,
            Sections sections,
            List<String> otherwiseBase) {
        this.configuration = configuration;
        this.name = name;
        this.kind = kind;
        this.sections = sections;
        this.otherwiseBase = List.copyOf(otherwiseBase);
    }

    static ConfiguredSettings ofCore(Configuration configuration, Loader section) {
        Sections sections = new Sections("core", List.of(section), configuration.overrides());
        return new ConfiguredSettings(configuration, section.section(), Optional.empty(), sections, List.of());
    }

    /** @param otherwiseBase what {@code base} is where the section does not say */
    static ConfiguredSettings ofEnvironment(
            Configuration configuration,
            String name,
            EnvironmentKind kind,
            Optional<Loader> section,
            List<String> otherwiseBase) {
        Sections sections = new Sections(name, section.stream().toList(), configuration.overrides());
        return new ConfiguredSettings(configuration, name, Optional.of(kind), sections, otherwiseBase);
    }

    /** From here on other sections say what these do not. */
    void inherit(List<Loader> bases) {
        sections = sections.and(bases);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EnvironmentKind kind() {
        EnvironmentKind known = kind.orElseThrow();
        return known == EnvironmentKind.RUNNER && get(RunKeys.RUNNER).equals(EnvironmentKind.SCRIPT_RUNNER.id())
                ? EnvironmentKind.SCRIPT_RUNNER
                : known;
    }

    /** How the package gets into it; there is none in the core and in environments that build it. */
    Packaging packaging() {
        return kind() == EnvironmentKind.RUNNER ? Packaging.of(this, List.of()) : Packaging.NONE;
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public synchronized Factors factors() {
        if (factors == null) {
            factors = kind.isPresent() ? Factors.ofEnvironment(name) : Factors.OF_CORE;
        }
        return factors;
    }

    @Override
    public List<String> otherwiseBase() {
        return otherwiseBase;
    }

    @Override
    public List<Key<?>> keys() {
        if (kind.isEmpty()) {
            return configuration.coreKeys().keys();
        }
        KeySet keys = RegisteredKeys.of(kind());
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
        if (!isRegistered(chain)) {
            return REGISTERED_FIRST.find(spelling);
        }
        Optional<Key<?>> always = RegisteredKeys.of(kind.get()).find(spelling);
        if (always.isPresent() || kind.get().isPackager() || chain.contains(Packaging.link(this))) {
            return always;
        }
        if (kind() == EnvironmentKind.SCRIPT_RUNNER) {
            return RegisteredKeys.of(kind()).find(spelling);
        }
        return Packaging.of(this, chain).keys().find(spelling);
    }

    @Override
    public List<String> unused() {
        return sections.unused(keys());
    }

    @Override
    public <T> T get(Key<T> key) {
        return get(key, List.of());
    }

    @Override
    public <T> T get(Key<T> key, List<String> chain) {
        @SuppressWarnings("unchecked") // only ever put below, under a key of its type
        T known = (T) resolved.get(key);
        if (known == null) {
            List<String> from = FIRST.contains(key) ? Scope.longer(chain, unregistered()) : chain;
            known = pending.resolve(key, from, () -> place(key), () -> resolve(key, from));
            if (!key.isConstant() || kind.isEmpty()) { // as tox, which asks for the others anew, as they can change
                resolved.put(key, known);
            }
        }
        return known;
    }

    @Override
    public Optional<Object> value(String spelling, List<String> chain) {
        return key(spelling, chain).map(key -> get(key, chain));
    }

    @Override
    public Optional<Replacement> reference(String spelling, List<String> chain) {
        return key(spelling, chain).map(key -> reference(key, chain));
    }

    @Override
    public Optional<String> variable(String variable, Scope reader) {
        return variables(reader.chain()).value(variable, reader);
    }

    @Override
    public boolean isLoaded(Key<?> key) {
        return load(key, List.of()).isPresent();
    }

    Optional<SourcePosition> position(Key<?> key) {
        return sections.position(key);
    }

    /** Where a key of exactly this spelling stands, be it registered or not. */
    Optional<SourcePosition> position(String spelling) {
        return sections.position(spelling);
    }

    @Override
    public String place(Key<?> key) {
        return sections.place(key, name, configuration.file());
    }

    @Override
    public void checkSetEnv() {
        variables(List.of()).check();
    }

    @Override
    public Settings withoutRunner() {
        madeUp = true;
        return this;
    }

    /** Has a runner from here on. */
    void withRunner() {
        madeUp = false;
    }

    /**
     * An environment says what tox adds to its {@code set_env} when its runner is made, after {@code base} and
     * {@code runner} were read; a {@code set_env} that one of these or another environment reads is never made again, and
     * stays without it (tox's {@code config/sets.py}, {@code set_env_post_process}).
     */
    private Variables variables(List<String> chain) {
        boolean whole = isRegistered(chain);
        if (whole && kind.isPresent()) {
            kind(); // reads the runner
        }
        Variables known = early;
        if (known == null) {
            known = new Variables(
                    this,
                    sections,
                    whole ? ExportedVariables.of(this) : ExportedVariables.UNREGISTERED,
                    configuration.isDefining());
            early = configuration.isDefining() || !whole ? known : null;
        }
        return known;
    }

    /** Whether the environment has more keys than those that tox reads before it makes the runner. */
    private boolean isRegistered(List<String> chain) {
        return kind.isEmpty() || (!madeUp && !chain.contains(unregistered()) && configuration.isRegistered(name));
    }

    /** In a chain of references: a key is being read that tox reads before the environment has any others. */
    String unregistered() {
        return name + " unregistered";
    }

    private <T> Replacement reference(Key<T> key, List<String> chain) {
        if (key == EnvironmentKeys.SET_ENV) {
            return Replacement.Text.resolved(variables(chain).lines(chain));
        }
        return Replacement.Text.ofSetting(key, get(key, chain));
    }

    private <T> T resolve(Key<T> key, List<String> chain) {
        try {
            if (key == EnvironmentKeys.SET_ENV) {
                @SuppressWarnings("unchecked") // the type of this very key
                T all = (T) variables(chain).all(chain);
                return all;
            }
            return key.fixed(this)
                    .orElseGet(() -> key.finish(this, load(key, chain).orElseGet(() -> key.otherwise(this))));
        } catch (IllegalArgumentException | ToxConfigurationException e) {
            ToxConfigurationException problem = e instanceof ToxConfigurationException known
                    ? known
                    : ToxConfigurationException.raised("ValueError", String.valueOf(e.getMessage()));
            throw problem.isLocated()
                    ? problem.neededFor(name + "." + key.name(), key.names())
                    : problem.at(place(key));
        }
    }

    private <T> Optional<T> load(Key<T> key, List<String> chain) {
        Optional<Settings> environment = kind.isPresent() ? Optional.of(this) : Optional.empty();
        try {
            return sections.load(key, new Scope(configuration, environment, chain));
        } catch (IllegalArgumentException e) { // what cannot be added to
            throw ToxConfigurationException.load(place(key), sections.owner() + "." + key.name(), e);
        }
    }
}
