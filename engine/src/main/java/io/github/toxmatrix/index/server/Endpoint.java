package io.github.toxmatrix.index.server;

import io.github.toxmatrix.index.cache.PackageCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where an index is served. It stays the same from run to run, because uv keys its cache by it.
 *
 * @param port 0: not chosen yet
 * @param secret the first part of every path, unguessable
 * @param seal of the credentials that the server has: one with others is not the same
 */
record Endpoint(int port, String secret, String seal) {

    static Endpoint create() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return new Endpoint(0, HexFormat.of().formatHex(random), "");
    }

    /** Empty if there is none, or none that can be read. */
    static Optional<Endpoint> read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        List<String> words = List.of(Files.readString(file).strip().split(" ", -1));
        boolean valid = words.size() == 3
                && words.get(0).matches("\\d{1,5}")
                && Integer.parseInt(words.get(0)) < 65536
                && words.get(1).matches("[0-9a-f]{48}")
                && words.get(2).matches("[0-9a-f]{64}");
        return valid
                ? Optional.of(new Endpoint(Integer.parseInt(words.get(0)), words.get(1), words.get(2)))
                : Optional.empty();
    }

    void write(PackageCache folder, Path file) throws IOException {
        folder.write(file, fresh -> Files.writeString(fresh, port + " " + secret + " " + seal + "\n"));
    }

    Endpoint at(int chosen) {
        return new Endpoint(chosen, secret, seal);
    }

    Endpoint sealed(String other) {
        return new Endpoint(port, secret, other);
    }

    @Override
    public String toString() {
        return "Endpoint[port=" + port + "]";
    }
}
