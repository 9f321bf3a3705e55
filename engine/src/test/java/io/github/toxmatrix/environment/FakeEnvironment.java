package io.github.toxmatrix.environment;

import io.github.toxmatrix.tox.EnvironmentKeys;
import io.github.toxmatrix.tox.Key;
import io.github.toxmatrix.tox.PluginKeys;
import io.github.toxmatrix.tox.SourcePosition;
import io.github.toxmatrix.tox.ToxEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An environment of which every setting is known beforehand. */
final class FakeEnvironment implements ToxEnvironment {

    private final String name;
    private final Map<Key<?>, Object> settings = new HashMap<>();

    FakeEnvironment(String name, Path directory) {
        this.name = name;
        set(EnvironmentKeys.BASE_PYTHON, List.of("python3"))
                .set(EnvironmentKeys.ENV_DIR, directory)
                .set(EnvironmentKeys.ENV_TMP_DIR, directory.resolve("tmp"))
                .set(EnvironmentKeys.ENV_LOG_DIR, directory.resolve("log"))
                .set(EnvironmentKeys.RUNNER, "virtualenv")
                .set(PluginKeys.UV_SEED, false)
                .set(EnvironmentKeys.PLATFORM, "")
                .set(EnvironmentKeys.DEPS, List.of())
                .set(EnvironmentKeys.CONSTRAINTS, List.of())
                .set(EnvironmentKeys.DEPENDENCY_GROUPS, List.of())
                .set(EnvironmentKeys.EXTRAS, List.of())
                .set(EnvironmentKeys.PACKAGE, "skip")
                .set(EnvironmentKeys.PACKAGE_ENV, ".pkg")
                .set(EnvironmentKeys.SKIP_INSTALL, false)
                .set(EnvironmentKeys.USE_DEVELOP, false)
                .set(EnvironmentKeys.SET_ENV, Map.of())
                .set(EnvironmentKeys.PASS_ENV, List.of("PIP_*", "HOME", "SSL_CERT_FILE"))
                .set(EnvironmentKeys.DISALLOW_PASS_ENV, List.of())
                .set(EnvironmentKeys.PIP_PRE, false)
                .set(EnvironmentKeys.SYSTEM_SITE_PACKAGES, false);
    }

    <T> FakeEnvironment set(Key<? super T> key, T value) {
        settings.put(key, value);
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
        return Optional.empty();
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
}
