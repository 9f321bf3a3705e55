package io.github.toxmatrix.resolution;

import java.time.Duration;
import java.util.Optional;

/**
 * Which versions a run is to get.
 *
 * @param maxAge how old may be what an index answered earlier; zero: it is asked in every run
 * @param asOf nothing that was uploaded later counts
 */
public record ResolutionOptions(Duration maxAge, Optional<AsOf> asOf) {

    public static ResolutionOptions notOlderThan(Duration maxAge) {
        return new ResolutionOptions(maxAge, Optional.empty());
    }
}
