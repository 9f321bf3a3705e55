package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A distribution in the store, ready to be linked into environments. */
public final class StoredDistribution {

    private final DistributionKey key;
    private final Path folder;
    private final Manifest manifest;
    private final Pack pack;

    StoredDistribution(DistributionKey key, Path folder, Manifest manifest) {
        this.key = key;
        this.folder = folder;
        this.manifest = manifest;
        this.pack = new Pack(folder.resolve("pack"));
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

    Pack pack() {
        return pack;
    }

    /** The file that environments are linked to. */
    Path linked(String path) {
        return folder.resolve("files").resolve(path);
    }

    /** What is written anew for each environment. */
    Path body(String path) {
        return folder.resolve("bodies").resolve(path);
    }

    /** Whether it is as it was installed: nobody wrote into it, and no crash of the machine cut it off. */
    boolean isIntact() throws IOException {
        try {
            for (Manifest.Entry entry : manifest.entries()) {
                if (!isIntact(entry)) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private boolean isIntact(Manifest.Entry entry) throws IOException {
        if (entry instanceof Manifest.Linked file) {
            Path path = linked(file.path());
            return file.state().looksLike(FileState.attributes(path))
                    && file.state().hasContentOf(path);
        }
        if (entry instanceof Manifest.Packed file) {
            return pack.holds(file);
        }
        long checksum =
                entry instanceof Manifest.Written script ? script.checksum() : ((Manifest.Adapted) entry).checksum();
        return FileState.checksum(body(entry.path()), entry.size()) == checksum;
    }
}
