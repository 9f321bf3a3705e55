package io.github.toxmatrix.bytecode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Python source.
 *
 * @param sha256 of its content, in hex
 */
record SourceFile(Path path, String sha256) {

    static SourceFile read(Path path) throws IOException {
        return new SourceFile(path, sha256(Files.readAllBytes(path)));
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@code mod} of {@code mod.py}. */
    String module() {
        String name = path.getFileName().toString();
        return name.substring(0, name.length() - ".py".length());
    }
}
