package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Python source.
 *
 * @param named its path as Python says it, which may be relative to a folder that was the current one
 * @param sha256 of its content, in hex
 */
record SourceFile(Path path, String named, String sha256) {

    static SourceFile read(Path path) throws IOException {
        return read(path, path.toString());
    }

    static SourceFile read(Path path, String named) throws IOException {
        return new SourceFile(path, named, Sha256.hex(Files.readAllBytes(path)));
    }

    /** What distinguishes it where code keeps the path that it was compiled with. */
    String sha256WithName() {
        return Sha256.hex((sha256 + named).getBytes(StandardCharsets.UTF_8));
    }

    /** {@code mod} of {@code mod.py}. */
    String module() {
        String name = path.getFileName().toString();
        return name.substring(0, name.length() - ".py".length());
    }
}
