package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.util.List;
import java.util.Optional;

/** One environment of a {@link ToxProject}. Its settings are resolved when they are asked for. */
public interface ToxEnvironment {

    /** tox's own name, such as {@code py3.8-flask-v1.1.4}. */
    String name();

    /** The parts of the name between dashes, in their order. */
    List<String> factors();

    /** Where it is defined: its own section, else the line of {@code env_list} or factor condition that makes it. */
    SourcePosition position();

    /** Where a key of it stands, else {@link #position()}. */
    SourcePosition position(Key<?> key);

    /** Where a key stands that tox itself does not have, such as one of a plugin; empty where it is not set. */
    Optional<SourcePosition> positionOf(String key);

    /**
     * A setting ({@link EnvironmentKeys}), as tox resolves it.
     *
     * @throws ToxConfigurationException where tox fails for this value
     */
    <T> T get(Key<T> key);

    /** What kind it is by the name of tox's class, such as {@code VirtualEnvRunner}. */
    String type();

    /** All its settings, by name. */
    ToxSettings settings();
}
