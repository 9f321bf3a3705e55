package io.github.toxmatrix.tox.invocation;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The options of tox's command line that change what a configuration says.
 *
 * @param root {@code --root}: in place of the folder of the configuration file
 * @param workDir {@code --workdir}: the folder of environments, whatever the configuration says
 * @param skipMissingInterpreters {@code -s}; empty for what the configuration says
 * @param develop {@code --develop}: the package is installed as {@code editable}
 * @param recreate {@code -r}
 * @param hashSeed {@code PYTHONHASHSEED} of environments that set none; empty for no such variable
 */
public record ToxOptions(
        Optional<Path> root,
        Optional<Path> workDir,
        Optional<Boolean> skipMissingInterpreters,
        boolean develop,
        boolean recreate,
        Optional<String> hashSeed) {

    /** None given. */
    public static final ToxOptions NONE =
            new ToxOptions(Optional.empty(), Optional.empty(), Optional.empty(), false, false, Optional.empty());
}
