package io.github.toxmatrix.resolution;

import java.time.Duration;
import java.util.Optional;

/**
 * Which versions a run is to get.
 *
 * @param maxAge how old may be what an index answered earlier; zero: it is asked in every run
 * @param asOf nothing that was uploaded later counts
 * @param given the pins of an earlier run, which are installed again instead
 */
public record ResolutionOptions(Duration maxAge, Optional<AsOf> asOf, Optional<GivenPins> given) {

    public static ResolutionOptions notOlderThan(Duration maxAge) {
        return new ResolutionOptions(maxAge, Optional.empty(), Optional.empty());
    }
}
