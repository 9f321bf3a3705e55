package io.github.toxmatrix.resolution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Pins, and when they were found.
 *
 * @param stored whether an earlier run found them
 * @param refuted why it is known that something else is installed where these are asked for
 */
public record Resolution(Pins pins, Instant found, boolean stored, Optional<String> refuted) {

    public Resolution(Pins pins, Instant found, boolean stored) {
        this(pins, found, stored, Optional.empty());
    }

    /**
     * The same, no older, with what became of it.
     *
     * @param reason one line
     */
    public Resolution refutedBy(String reason) {
        return new Resolution(pins, found, stored, Optional.of(reason));
    }

    public Duration age(Instant now) {
        Duration age = Duration.between(found, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
