package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A tox configuration that was found and read: its core settings and its environments. */
public interface ToxProject {

    /**
     * Reads a configuration.
     *
     * @param folderOrFile a file is taken as it is; from a folder it is looked for upward, as tox does
     * @throws ToxConfigurationException where there is none, or it cannot be read; names file and line
     */
    static ToxProject load(Path folderOrFile, ToxInvocation invocation) {
        return new ConfiguredProject(Sources.find(folderOrFile), invocation);
    }

    /**
     * Reads the configuration that {@code -c} names.
     *
     * @param folderOrFile from a folder only what lies in it
     * @throws ToxConfigurationException where there is none, or it cannot be read; names file and line
     */
    static ToxProject loadFrom(Path folderOrFile, ToxInvocation invocation) {
        return new ConfiguredProject(Sources.of(folderOrFile), invocation);
    }

    /** {@code tox_root}. */
    Path root();

    /** The file the configuration was read from. */
    Path configFile();

    /** A core setting ({@link CoreKeys}). */
    <T> T get(Key<T> key);

    /** Where a core setting stands, else the file. */
    SourcePosition position(Key<?> key);

    /** What {@code tox} runs by default: those of {@code env_list}, in tox's order; {@code py} where it is empty. */
    List<ToxEnvironment> defaultEnvironments();

    /** What {@code tox list} lists: the default ones first, then the additional ones; without package environments. */
    List<ToxEnvironment> environments();

    /** An environment by name; also one that is not listed but whose factors are known, as tox's {@code -e} takes it. */
    Optional<ToxEnvironment> find(String name);

    /** A package environment ({@code .pkg}), which inherits from {@code pkgenv}. */
    ToxEnvironment packageEnvironment(String name);

    /** A package environment that builds by commands, for {@code package = external}. */
    ToxEnvironment commandPackageEnvironment(String name);

    /** Names of environments near to one that does not exist, the nearest first; at most three. */
    List<String> nearest(String name);

    /** The core settings, by name. */
    ToxSettings settings();

    /** Whether any section has one of these keys, in whatever way tox takes it. */
    boolean mentions(Set<String> keys);

    /** What the configuration says in words of tox 3 that tox 4 does not read, in its order. */
    List<Hint> hints();

    /**
     * Every environment as tox defines it for a command: in tox's order, those that build the package after those that
     * need it unless a file names them.
     *
     * @throws ToxConfigurationException where a name is unknown, or the packaging of an environment cannot be read
     */
    List<DefinedEnvironment> define(Selection selection);
}
