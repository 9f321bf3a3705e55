package io.github.toxmatrix.tox.invocation;

import java.nio.file.Path;

/** Decides where environments lie whose configuration does not set {@code env_dir}. */
@FunctionalInterface
public interface EnvironmentPlace {

    /** The folder of an environment; asked once for each, when a setting first needs it. */
    Path folder(String environment);
}
