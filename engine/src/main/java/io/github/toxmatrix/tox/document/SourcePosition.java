package io.github.toxmatrix.tox.document;

import java.nio.file.Path;

/**
 * Where a setting stands.
 *
 * @param file the configuration file
 * @param line counted from 1; 0 where it is not known
 */
public record SourcePosition(Path file, int line) {

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file.toString();
    }
}
