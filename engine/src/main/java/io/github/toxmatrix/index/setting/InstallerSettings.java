package io.github.toxmatrix.index.setting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the user has told pip and uv. uv takes what pip was told where nobody has told it where packages are. */
public record InstallerSettings(PipSettings pip, UvSettings uv) {

    /**
     * Asks pip, and reads uv's files.
     *
     * @param python whose pip
     * @param directory where installers are started
     * @throws IOException if a file of uv's cannot be read; names it
     */
    public static InstallerSettings read(Optional<Path> python, Map<String, String> environ, Path directory)
            throws IOException {
        return new InstallerSettings(PipSettings.read(python, environ, directory), UvSettings.read(environ, directory));
    }

    /** The variables that tell uv what pip was told. */
    public Map<String, String> toldToUv(Map<String, String> variables) {
        return pip.forUv(variables, !uv.namesSources());
    }

    /**
     * The indexes that pip asks.
     *
     * @param byDefault what is asked where none is configured
     */
    public PackageSources forPip(String byDefault) {
        return pip.sources(Optional.of(byDefault));
    }

    /** The same for uv. */
    public PackageSources forUv(String byDefault) {
        return uv.sources(Optional.of(byDefault)).orElseGet(() -> forPip(byDefault));
    }

    /**
     * Why no index of ours can stand between pip and its own; empty if one can.
     *
     * @param byDefault what is asked where none is configured
     * @param use another machine's index has passwords of its own
     */
    public Optional<String> reasonForPipToAskItself(String byDefault, IndexUse use) {
        return use instanceof IndexUse.Shared ? Optional.empty() : pip.reasonToAskKeyring(forPip(byDefault));
    }

    /** The same for uv. */
    public Optional<String> reasonForUvToAskItself(String byDefault, IndexUse use) {
        return uv.flatIndex()
                .or(() -> use instanceof IndexUse.Shared ? Optional.empty() : uv.reasonToAskKeyring(forUv(byDefault)));
    }
}
