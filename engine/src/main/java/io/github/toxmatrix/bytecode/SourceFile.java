package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Python source.
 *
 * @param sha256 of its content, in hex
 */
record SourceFile(Path path, String sha256) {

    static SourceFile read(Path path) throws IOException {
        return new SourceFile(path, Sha256.hex(Files.readAllBytes(path)));
    }

    /** {@code mod} of {@code mod.py}. */
    String module() {
        String name = path.getFileName().toString();
        return name.substring(0, name.length() - ".py".length());
    }
}
