package io.github.toxmatrix.toxrun;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The plugin of tox, unpacked with the metadata by which tox finds it wherever its folder is on Python's path: nothing is
 * installed, and neither the user's project nor tox's own environment is written to.
 */
record ToxPlugin(Path folder) {

    private static final String MODULE = "tox_matrix_tox.py";
    private static final List<String> FILES =
            List.of(MODULE, "tox_matrix.dist-info/entry_points.txt", "tox_matrix.dist-info/METADATA");

    /** @throws IOException if the folder cannot be written */
    static ToxPlugin unpack(Path folder) throws IOException {
        for (String name : FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (InputStream source = ToxPlugin.class.getResourceAsStream(name)) {
                if (source == null) {
                    throw new IOException("The plugin of tox is missing in the jar of tox-matrix: " + name);
                }
                Files.write(file, source.readAllBytes());
            }
        }
        return new ToxPlugin(folder.toAbsolutePath().normalize());
    }

    /** As a script, it starts tox. */
    Path script() {
        return folder.resolve(MODULE);
    }
}
