package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.nio.file.Path;
import java.util.Optional;

/** What a reference in a value can name: the core settings and those of every environment (tox's {@code config/main.py}). */
public interface Configuration {

    ToxInvocation invocation();

    Path file();

    /** {@code -x}. */
    Overrides overrides();

    /** Where the file lies, absolute, unless {@code --root} says another. */
    default Path folder() {
        return invocation().options().root().orElseGet(() -> {
            Path parent = file().toAbsolutePath().normalize().getParent();
            return parent == null ? file().toAbsolutePath() : parent;
        });
    }

    /** {@code tox_root}. */
    Path root();

    Settings core();

    /** The keys that the core has. */
    KeySet coreKeys();

    /** The settings of an environment of the configuration; empty for a name it does not have. */
    Optional<Settings> settings(String environment);

    /** Another environment that was defined, be its name one of the configuration or of a label alone. */
    Optional<Settings> definedSettings(String environment);

    /** The settings that an environment of any name has or would have. */
    Settings runSettings(String environment);

    /** The settings of an environment that builds the package by its build backend. */
    Settings packageSettings(String environment);

    /**
     * Whether environments are being defined just now. tox never reads again what it reads then, though it may see less of
     * the other environments than later (tox's {@code session/env_select.py}, {@code _defined_envs}).
     */
    boolean isDefining();

    /** Whether an environment has all its keys: while they are being defined, those that come later have not. */
    boolean isRegistered(String environment);
}
