package io.github.toxmatrix.environment;

import io.github.toxmatrix.cache.SmallDisk;
import io.github.toxmatrix.environment.place.RamDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real RAM disk of a few MiB, where the machine permits to mount one. */
record SmallRamDisk(SmallDisk mounted) implements AutoCloseable {

    /** Skips the test where that is not permitted. */
    static SmallRamDisk mount(Path path, int mebibytes) throws IOException, InterruptedException {
        return new SmallRamDisk(SmallDisk.mount(path, mebibytes));
    }

    Path path() {
        return mounted.path();
    }

    RamDisk disk() {
        return new RamDisk(path(), () -> Files.getFileStore(path()).getUsableSpace());
    }

    void fillTo(long free) throws IOException {
        mounted.fillTo(free);
    }

    @Override
    public void close() throws IOException {
        mounted.close();
    }
}
