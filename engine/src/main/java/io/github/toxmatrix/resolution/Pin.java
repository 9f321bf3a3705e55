package io.github.toxmatrix.resolution;

import java.util.List;

/**
 * A distribution of an index, in one version.
 *
 * @param name normalised as PEP 503 says
 * @param hashes of all files of the release, {@code sha256:…}, sorted; none where the index does not tell them
 */
public record Pin(String name, String version, List<String> hashes) implements Comparable<Pin> {

    public Pin {
        hashes = hashes.stream().sorted().toList();
    }

    /** As a requirement (PEP 440). */
    public String requirement() {
        return name + "==" + version;
    }

    @Override
    public int compareTo(Pin other) {
        return requirement().compareTo(other.requirement());
    }
}
