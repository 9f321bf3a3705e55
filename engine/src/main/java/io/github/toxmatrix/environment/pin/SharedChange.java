package io.github.toxmatrix.environment.pin;

import io.github.toxmatrix.store.Damage;
import io.github.toxmatrix.store.DistributionKey;
import java.util.List;
import java.util.TreeSet;

/**
 * Files of an installed distribution that were written into, not replaced, while an environment ran.
 *
 * @param message for people
 * @param spread whether other environments of the run had the same files at that time, so that what they saw is not certain
 */
public record SharedChange(String message, boolean spread) {

    private static final int SHOWN = 3;
    private static final String REMEDY = ": use matrix.store=off where tests change what is installed";

    /** What an environment wrote into itself. */
    static SharedChange of(Damage damage) {
        String message = written(damage.distribution(), damage.files()) + " while this environment ran";
        return damage.others().isEmpty()
                ? new SharedChange(message + "; others get it as it was installed", false)
                : new SharedChange(
                        message + " and shared it with " + String.join(", ", new TreeSet<>(damage.others()))
                                + ", so it is not certain what their tests saw" + REMEDY,
                        true);
    }

    /** What is said of an environment that was being made of what another one wrote into. */
    static String spoilt(DistributionKey distribution, List<String> files, String writer) {
        return written(distribution, files) + " while this environment was made of it, by " + writer + REMEDY;
    }

    private static String written(DistributionKey distribution, List<String> files) {
        int shown = Math.min(files.size(), SHOWN);
        return String.join(", ", files.subList(0, shown))
                + (shown < files.size() ? " and " + (files.size() - shown) + " more" : "") + " of " + distribution
                + " was written into";
    }
}
