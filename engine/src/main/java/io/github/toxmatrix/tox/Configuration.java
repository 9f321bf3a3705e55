package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.Optional;

/** What a reference in a value can name: the core settings and those of every environment (tox's {@code config/main.py}). */
interface Configuration {

    ToxInvocation invocation();

    Path file();

    /** Where the file lies, absolute. */
    default Path folder() {
        Path parent = file().toAbsolutePath().normalize().getParent();
        return parent == null ? file().toAbsolutePath() : parent;
    }

    /** {@code tox_root}. */
    default Path root() {
        return core().get(CoreKeys.TOX_ROOT);
    }

    Settings core();

    /** The settings of an environment of the configuration; empty for a name it does not have. */
    Optional<Settings> settings(String environment);
}
