package io.github.toxmatrix.index.server;

import io.github.toxmatrix.index.upstream.Upstream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A caching index that stands before indexes of the user's: our own, or one that another machine serves. */
public sealed interface ServedIndex extends AutoCloseable permits PackageIndex, SharedIndex, PastIndex {

    /** Below which all its URLs are; who knows it can use the indexes behind. */
    URI base();

    /** The same as it was at a time, by the upload times that the indexes behind tell (PEP 700). */
    default ServedIndex asOf(Instant time) {
        return new PastIndex(this, time);
    }

    /** Where pip and uv find what an index of the user's has; empty if this one does not stand before it. */
    Optional<URI> url(Upstream upstream);

    /** The host in these URLs. */
    String host();

    /** Whether it is this machine's own loopback. */
    boolean isLocal();

    /**
     * What it could not get of the indexes behind within the last time, the oldest first; none where another process serves, as that
     * answers with packages and nothing else.
     */
    List<String> failures(Duration within);

    /** Names who serves it now. */
    String server();

    /**
     * Whether somebody else serves it than then: what was being read was cut off. Where nobody does, this waits for who takes over, but
     * not for long.
     */
    boolean hasOtherServer(String before) throws InterruptedException;

    @Override
    void close();
}
