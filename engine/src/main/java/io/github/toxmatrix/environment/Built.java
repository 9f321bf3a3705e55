package io.github.toxmatrix.environment;

import io.github.toxmatrix.packaging.CoreMetadata;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A package that was built.
 *
 * @param output what installers and backend printed
 * @param known what a wheel says about itself
 */
record Built(Path file, String output, Optional<CoreMetadata> known) {

    CoreMetadata metadata() {
        return known.orElseThrow(() -> new IllegalStateException(file + " is no wheel"));
    }
}
