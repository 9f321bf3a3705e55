package io.github.toxmatrix.environment;

import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.InstallerKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import io.github.toxmatrix.tox.key.PluginKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An environment of which every setting is known beforehand. */
final class FakeEnvironment implements ToxEnvironment {

    private final String name;
    private final Map<Key<?>, Object> settings = new HashMap<>();
    private final Set<String> configured = new HashSet<>();

    FakeEnvironment(String name, Path directory) {
        this.name = name;
        set(PythonKeys.BASE_PYTHON, List.of("python3"))
                .set(EnvironmentKeys.ENV_DIR, directory)
                .set(EnvironmentKeys.ENV_TMP_DIR, directory.resolve("tmp"))
                .set(EnvironmentKeys.ENV_LOG_DIR, directory.resolve("log"))
                .set(RunKeys.RUNNER, "virtualenv")
                .set(PluginKeys.UV_SEED, false)
                .set(EnvironmentKeys.PLATFORM, "")
                .set(DependencyKeys.DEPS, List.of())
                .set(InstallerKeys.CONSTRAINTS, List.of())
                .set(DependencyKeys.DEPENDENCY_GROUPS, List.of())
                .set(DependencyKeys.EXTRAS, List.of())
                .set(PackagingKeys.PACKAGE, "skip")
                .set(PackagingKeys.PACKAGE_ENV, ".pkg")
                .set(PackagingKeys.SKIP_INSTALL, false)
                .set(PackagingKeys.USE_DEVELOP, false)
                .set(EnvironmentKeys.SET_ENV, Map.of())
                .set(EnvironmentKeys.PASS_ENV, List.of("PIP_*", "HOME", "SSL_CERT_FILE"))
                .set(EnvironmentKeys.DISALLOW_PASS_ENV, List.of())
                .set(InstallerKeys.PIP_PRE, false)
                .set(DependencyKeys.PYLOCK, "")
                .set(RunKeys.RECREATE_COMMANDS, List.of())
                .set(InstallerKeys.CONSTRAIN_PACKAGE_DEPS, false)
                .set(InstallerKeys.USE_FROZEN_CONSTRAINTS, false)
                .set(PythonKeys.ALWAYS_COPY, false)
                .set(PythonKeys.DOWNLOAD, false)
                .set(PythonKeys.SYSTEM_SITE_PACKAGES, false)
                .set(PythonKeys.SKIP_MISSING_INTERPRETERS, false);
    }

    <T> FakeEnvironment set(Key<? super T> key, T value) {
        settings.put(key, value);
        return this;
    }

    /** As if the configuration said so. */
    FakeEnvironment configured(String key) {
        configured.add(key);
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> factors() {
        return List.of(name.split("-", -1));
    }

    @Override
    public SourcePosition position() {
        return new SourcePosition(Path.of("tox.ini"), 1);
    }

    @Override
    public SourcePosition position(Key<?> key) {
        return position();
    }

    @Override
    public Optional<SourcePosition> positionOf(String key) {
        return configured.contains(key) ? Optional.of(position()) : Optional.empty();
    }

    @Override
    @SuppressWarnings("unchecked") // set() has taken a value of the key's type
    public <T> T get(Key<T> key) {
        Object value = settings.get(key);
        if (value == null) {
            throw new IllegalStateException("not set: " + key);
        }
        return (T) value;
    }

    @Override
    public String type() {
        return "VirtualEnvRunner";
    }

    @Override
    public ToxSettings settings() {
        throw new UnsupportedOperationException("nothing here reads settings by name");
    }
}
