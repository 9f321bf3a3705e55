package io.github.toxmatrix.process;

import java.time.Duration;

/**
 * How long processes get to end before they are made to, as tox gives it to them ({@code execute/local_sub_process}).
 *
 * @param suicide until SIGINT: for what ends by itself ({@code suicide_timeout})
 * @param interrupt after SIGINT, until SIGTERM ({@code interrupt_timeout})
 * @param terminate after SIGTERM, until SIGKILL ({@code terminate_timeout})
 */
public record Grace(Duration suicide, Duration interrupt, Duration terminate) {

    /** tox's defaults. */
    public static final Grace DEFAULT = new Grace(Duration.ZERO, Duration.ofMillis(300), Duration.ofMillis(200));

    /** All in seconds; below nothing is nothing. */
    public static Grace ofSeconds(double suicide, double interrupt, double terminate) {
        return new Grace(duration(suicide), duration(interrupt), duration(terminate));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }
}
