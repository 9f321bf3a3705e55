package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An environment as the sections of a configuration describe it. */
final class ConfiguredEnvironment implements ToxEnvironment {

    private final ConfiguredSettings settings;
    private final SourcePosition position;

    ConfiguredEnvironment(ConfiguredSettings settings, SourcePosition position) {
        this.settings = settings;
        this.position = position;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public List<String> factors() {
        return Arrays.asList(name().split("-", -1));
    }

    @Override
    public SourcePosition position() {
        return position;
    }

    @Override
    public SourcePosition position(Key<?> key) {
        return settings.position(key).orElse(position);
    }

    @Override
    public Optional<SourcePosition> positionOf(String key) {
        return settings.position(key);
    }

    @Override
    public <T> T get(Key<T> key) {
        return settings.get(key);
    }

    @Override
    public String type() {
        return settings.kind().toxType();
    }

    @Override
    public ToxSettings settings() {
        return settings;
    }

    @Override
    public String toString() {
        return settings.name();
    }
}
