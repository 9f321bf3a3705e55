package io.github.toxmatrix.tox.setting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A configuration file that was read: its sections, and the environments it names (tox's {@code config/source/api.py}). */
public interface Source {

    Path file();

    /** The core section; one without keys where the file has none. */
    Loader core();

    /** Those of the file in its order: the core section and those of environments, others too where a file may have any. */
    List<Loader> sections();

    /**
     * The names of environments besides those of {@code env_list}, in tox's order; names may repeat and may be in
     * {@code env_list} too. Called once.
     *
     * @param envList the resolved {@code env_list}
     */
    List<NamedEnvironment> additionalEnvironments(List<String> envList);

    /** The section of an environment's own, be it one that runs commands or one that packages. */
    default Optional<Loader> environment(String name) {
        return environment(name, new Overrides(List.of()));
    }

    /** The same; also a section that the file lacks where overrides are for it. */
    Optional<Loader> environment(String name, Overrides overrides);

    /** What {@code base} is when the environment's own section does not say: {@code testenv}, {@code env_run_base}. */
    List<String> runBase(String name);

    /** The same for an environment that packages: {@code pkgenv}, {@code env_pkg_base}. */
    List<String> packageBase(String name);

    /** The sections that a value of {@code base} names, those that exist, in the order they are asked for a key. */
    List<Loader> bases(List<String> base, Overrides overrides);
}
