package io.github.toxmatrix.index.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hashes of content. */
final class Hashing {

    /** By what pages call them, the strongest first: what the JDK calls them. */
    private static final List<Map.Entry<String, String>> ALGORITHMS = List.of(
            Map.entry("sha512", "SHA-512"),
            Map.entry("sha384", "SHA-384"),
            Map.entry("sha256", "SHA-256"),
            Map.entry("sha224", "SHA-224"),
            Map.entry("sha1", "SHA-1"),
            Map.entry("md5", "MD5"));

    private static final int BUFFER = 1 << 16;

    private Hashing() {}

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JDK has no " + algorithm, absent);
        }
    }

    /**
     * Digests the beginning of a file.
     *
     * @return whether the file is that long
     */
    static boolean update(MessageDigest digest, FileChannel file, long length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long at = 0;
        while (at < length) {
            buffer.clear().limit((int) Math.min(BUFFER, length - at));
            int read = file.read(buffer, at);
            if (read < 0) {
                return false;
            }
            digest.update(buffer.flip());
            at += read;
        }
        return true;
    }

    /** What content must hash to: the strongest of the hashes that a page gives. */
    record Expected(String algorithm, String digits) {

        static Optional<Expected> of(Map<String, String> hashes) {
            return ALGORITHMS.stream()
                    .filter(entry -> hashes.containsKey(entry.getKey()))
                    .findFirst()
                    .map(entry -> new Expected(entry.getValue(), hashes.getOrDefault(entry.getKey(), "")));
        }

        boolean matches(MessageDigest digest) {
            return HexFormat.of().formatHex(digest.digest()).equals(digits);
        }
    }
}
