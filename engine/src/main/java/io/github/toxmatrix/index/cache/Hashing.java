package io.github.toxmatrix.index.cache;

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

    private Hashing() {}

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("this JDK has no " + algorithm, absent);
        }
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
