package io.github.toxmatrix.store;

/**
 * One distribution as one kind of interpreter installs it.
 *
 * @param name normalised as PEP 503 says
 * @param content a digest, in letters and digits, of everything that decides which files there are: the hashes of the
 *     release's archives, interpreter and platform tags
 */
public record DistributionKey(String name, String version, String content) {

    public DistributionKey {
        if (!content.matches("[0-9A-Za-z]{16,}")) {
            throw new IllegalArgumentException("not a digest: " + content);
        }
    }

    /** Name and version are for people; the digest tells keys apart. */
    String folderName() {
        String readable = (name + "-" + version).replaceAll("[^A-Za-z0-9._+-]", "_");
        return readable.substring(0, Math.min(readable.length(), 80)) + "-" + content;
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
