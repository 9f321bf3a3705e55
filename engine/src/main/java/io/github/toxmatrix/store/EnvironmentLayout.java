package io.github.toxmatrix.store;

import java.nio.file.Path;

/**
 * Where the parts of a virtual environment lie; all paths are absolute.
 *
 * @param scripts {@code bin} or {@code Scripts}
 */
public record EnvironmentLayout(Path root, Path scripts, Path sitePackages) {

    /** How a path is written in a manifest: from the root, with slashes. */
    String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }
}
