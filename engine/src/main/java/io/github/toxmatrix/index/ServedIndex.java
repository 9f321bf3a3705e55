package io.github.toxmatrix.index;

import java.net.URI;
import java.util.Optional;

/** A caching index that stands before indexes of the user's: our own, or one that another machine serves. */
public sealed interface ServedIndex extends AutoCloseable permits PackageIndex, SharedIndex {

    /** Where pip and uv find what an index of the user's has; empty if this one does not stand before it. */
    Optional<URI> url(Upstream upstream);

    /** The host in these URLs. */
    String host();

    /** Whether it is this machine's own loopback. */
    boolean isLocal();

    @Override
    void close();
}
