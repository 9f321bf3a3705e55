package io.github.toxmatrix.index.page;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A distribution on a page.
 *
 * @param filename without any folder
 * @param url absolute, where the index has the file, without fragment
 * @param hashes by the name of the algorithm
 * @param requiresPython the version specifier of PEP 345 as the index has it
 * @param yanked the reason, which may be empty; no value if it is not yanked (PEP 592)
 * @param metadata of the file beside it
 * @param size in bytes (PEP 700)
 * @param uploadTime (PEP 700)
 */
public record FileLink(
        String filename,
        URI url,
        Map<String, String> hashes,
        Optional<String> requiresPython,
        Optional<String> yanked,
        CoreMetadata metadata,
        OptionalLong size,
        Optional<Instant> uploadTime) {

    public FileLink {
        if (!isFilename(filename)) {
            throw new IllegalArgumentException("no name of a file: " + filename);
        }
        hashes = Hashes.copyOfValid(hashes);
    }

    /** Whether it can name a distribution: no separators of folders, nothing hidden, no control characters. */
    public static boolean isFilename(String name) {
        return !name.isEmpty()
                && name.length() <= 255
                && !name.startsWith(".")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || Character.isISOControl(c));
    }

    /** Whether there is a metadata file that can be given out: only a wheel's could be found otherwise if it is lost. */
    public boolean hasMetadata() {
        return metadata.available() && filename.endsWith(".whl");
    }
}
