package io.github.toxmatrix.index.page;

import java.util.Map;

/**
 * What a page says of the metadata file beside a distribution (PEP 658, PEP 714).
 *
 * @param available whether there is one
 * @param hashes of that file, by the name of the algorithm; may be empty though it is available
 */
public record CoreMetadata(boolean available, Map<String, String> hashes) {

    /** There is none. */
    public static final CoreMetadata NONE = new CoreMetadata(false, Map.of());

    public CoreMetadata {
        hashes = Hashes.copyOfValid(hashes);
    }
}
