package io.github.toxmatrix.resolution;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The pins of an earlier run, which are to be installed again.
 *
 * @param file where they were read
 */
public record GivenPins(Path file, RunPins pins) {

    public Optional<EnvironmentPins> of(String environment) {
        return Optional.ofNullable(pins.environments().get(environment));
    }
}
