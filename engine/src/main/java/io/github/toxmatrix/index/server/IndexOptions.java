package io.github.toxmatrix.index.server;

import io.github.toxmatrix.cache.CacheFolder;
import java.net.InetAddress;

/**
 * How an index is served.
 *
 * @param cache where pages and files are kept between runs
 * @param size how much it may hold, in bytes
 * @param address where it listens
 * @param port 0: that of the run before, any at first
 * @param offline whether no index is asked for anything
 */
public record IndexOptions(CacheFolder cache, long size, InetAddress address, int port, boolean offline) {

    /** 10 GiB. */
    public static final long DEFAULT_SIZE = 10L << 30;

    /** On loopback, for this machine alone. */
    public static IndexOptions of(CacheFolder cache) {
        return new IndexOptions(cache, DEFAULT_SIZE, loopback(), 0, false);
    }

    /** 127.0.0.1, also where the JVM would prefer IPv6: what pip and uv are told is this. */
    public static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (java.net.UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
