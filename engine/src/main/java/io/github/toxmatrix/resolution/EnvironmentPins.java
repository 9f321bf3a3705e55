package io.github.toxmatrix.resolution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an environment had.
 *
 * @param python its interpreter and system, for people: {@code cpython 3.11.7, linux x86_64}
 * @param resolved when the oldest of the answers was given that decided the versions
 * @param asOf the time, as uv was told it, after which nothing counted
 * @param pins all distributions of an index, sorted; with hashes where a resolver told them
 * @param direct what came from an archive or a repository behind a URL, as a requirement (PEP 508) without credentials, sorted
 */
public record EnvironmentPins(
        String python, Instant resolved, Optional<String> asOf, List<Pin> pins, List<String> direct) {

    public EnvironmentPins {
        pins = pins.stream().sorted().toList();
        direct = direct.stream().sorted().toList();
    }

    /** Implementation and minor version: {@code cpython 3.11}. */
    public String pythonSeries() {
        return series(python);
    }

    /** The same of a text as {@link #python} is. */
    public static String series(String python) {
        return python.replaceFirst("^(\\S+ \\d+\\.\\d+).*$", "$1");
    }
}
