package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Configuration;
import io.github.toxmatrix.tox.setting.EnvironmentKind;
import io.github.toxmatrix.tox.setting.KeySet;
import io.github.toxmatrix.tox.setting.Loader;
import io.github.toxmatrix.tox.setting.Overrides;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.setting.Source;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** All that a reference can name, from the first section that is read on (tox's {@code config/main.py}). */
final class World implements Configuration, EnvironmentDefinition.Source {

    private final Source source;
    private final ToxInvocation invocation;
    private final Overrides overrides;
    private final Set<String> names = new HashSet<>();
    private final ConfiguredSettings core;
    private final Map<Named, ConfiguredSettings> known = new ConcurrentHashMap<>();

    /** Those whose {@code base} is being read, which can refer to themselves. */
    private final Map<Beginning, ConfiguredSettings> begun = new ConcurrentHashMap<>();

    /** What a name stands for, as far as environments were defined: the same one can build and run. */
    private final Map<String, ConfiguredSettings> defined = new ConcurrentHashMap<>();

    /** Those that have all their keys. */
    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    private volatile boolean defining;

    /** Whether an environment needs the package, as far as environments were defined. */
    private volatile boolean packaged;

    /** The same name can be of one that runs and of one that builds. */
    private record Named(EnvironmentKind kind, String name) {}

    private record Beginning(Thread asking, Named environment) {}

    World(Source source, ToxInvocation invocation) {
        this.source = source;
        this.invocation = invocation;
        this.overrides = Overrides.of(invocation.overrides());
        this.core = ConfiguredSettings.ofCore(this, source.core());
        core.inherit(source.bases(core.get(EnvironmentKeys.BASE), overrides));
    }

    Source source() {
        return source;
    }

    /** The names of the environments of the configuration. */
    void know(Set<String> environments) {
        names.addAll(environments);
    }

    /** What a definition of environments comes to, during which those that come later have few keys. */
    synchronized Map<String, ConfiguredSettings> defining(Supplier<Map<String, ConfiguredSettings>> definition) {
        registered.clear();
        defining = true;
        try {
            Map<String, ConfiguredSettings> all = definition.get();
            packaged |=
                    all.values().stream().anyMatch(settings -> settings.kind().isPackager());
            return all;
        } finally {
            defining = false;
        }
    }

    @Override
    public boolean isDefining() {
        return defining;
    }

    /** One that is known and still not defined after all are is the one that tox provisions itself in. */
    @Override
    public boolean isRegistered(String environment) {
        return registered.contains(environment)
                || (!defining && (registered.isEmpty() || !names.contains(environment)));
    }

    @Override
    public void register(ConfiguredSettings environment) {
        environment.withRunner();
        defined.put(environment.name(), environment);
        registered.add(environment.name());
    }

    @Override
    public void forget(Set<String> environments) {
        defined.keySet().removeAll(environments);
        registered.removeAll(environments);
    }

    @Override
    public ToxInvocation invocation() {
        return invocation;
    }

    @Override
    public Overrides overrides() {
        return overrides;
    }

    @Override
    public Path file() {
        return source.file();
    }

    @Override
    public Path root() {
        return core.get(CoreKeys.TOX_ROOT);
    }

    @Override
    public ConfiguredSettings core() {
        return core;
    }

    @Override
    public KeySet coreKeys() {
        return packaged ? CoreKeys.PACKAGED : CoreKeys.ALWAYS;
    }

    @Override
    public Optional<Settings> settings(String environment) {
        return names.contains(environment)
                ? Optional.of(defined.getOrDefault(environment, runSettings(environment)))
                : Optional.empty();
    }

    @Override
    public Optional<Settings> definedSettings(String environment) {
        return Optional.ofNullable(defined.get(environment));
    }

    @Override
    public ConfiguredSettings packageSettings(String name) {
        return packager(name, EnvironmentKind.PACKAGER);
    }

    @Override
    public ConfiguredSettings run(String name) {
        return runSettings(name);
    }

    @Override
    public ConfiguredSettings packager(String name, EnvironmentKind kind) {
        return settings(new Named(kind, name));
    }

    @Override
    public ConfiguredSettings runSettings(String name) {
        return settings(new Named(EnvironmentKind.RUNNER, name));
    }

    SourcePosition positionOf(String name, Optional<SourcePosition> listed) {
        return source.environment(name)
                .map(Loader::position)
                .or(() -> listed)
                .orElse(source.core().position());
    }

    private ConfiguredSettings settings(Named environment) {
        ConfiguredSettings settings = known.get(environment);
        return settings == null ? begin(environment) : settings;
    }

    /**
     * {@code base} is a setting of the environment's own section only; what it refers to finds the environment without what it
     * inherits (tox's {@code config/main.py}, {@code get_section_config}).
     */
    private ConfiguredSettings begin(Named environment) {
        Beginning beginning = new Beginning(Thread.currentThread(), environment);
        ConfiguredSettings unfinished = begun.get(beginning);
        if (unfinished != null) {
            return unfinished;
        }
        String name = environment.name();
        ConfiguredSettings settings = ConfiguredSettings.ofEnvironment(
                this,
                name,
                environment.kind(),
                source.environment(name, overrides),
                environment.kind().isPackager() ? source.packageBase(name) : source.runBase(name));
        begun.put(beginning, settings);
        try {
            settings.inherit(source.bases(settings.get(EnvironmentKeys.BASE), overrides));
        } finally {
            begun.remove(beginning);
        }
        ConfiguredSettings first = known.putIfAbsent(environment, settings);
        return first == null ? settings : first;
    }
}
