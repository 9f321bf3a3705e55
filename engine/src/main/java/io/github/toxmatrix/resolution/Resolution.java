package io.github.toxmatrix.resolution;

import java.time.Duration;
import java.time.Instant;

/**
 * Pins, and when they were found.
 *
 * @param stored whether an earlier run found them
 */
public record Resolution(Pins pins, Instant found, boolean stored) {

    public Duration age(Instant now) {
        Duration age = Duration.between(found, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
