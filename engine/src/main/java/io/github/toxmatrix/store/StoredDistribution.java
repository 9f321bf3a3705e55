package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A distribution in the store, ready to be linked into environments. */
public final class StoredDistribution {

    private final DistributionKey key;
    private final Path folder;
    private final Manifest manifest;

    StoredDistribution(DistributionKey key, Path folder, Manifest manifest) {
        this.key = key;
        this.folder = folder;
        this.manifest = manifest;
    }

    public DistributionKey key() {
        return key;
    }

    Path folder() {
        return folder;
    }

    Manifest manifest() {
        return manifest;
    }

    /** The file that environments are linked to. */
    Path linked(String path) {
        return folder.resolve("files").resolve(path);
    }

    /** What is written anew for each environment. */
    Path body(String path) {
        return folder.resolve("bodies").resolve(path);
    }

    /**
     * The files that are not as they were installed: somebody wrote into one through an environment, which changes it for all
     * that are linked to it.
     */
    List<String> damaged() throws IOException {
        List<String> damaged = new ArrayList<>();
        for (Manifest.Entry entry : manifest.entries()) {
            if (entry instanceof Manifest.Linked file && !file.describes(linked(file.path()))) {
                damaged.add(file.path());
            }
        }
        return damaged;
    }
}
