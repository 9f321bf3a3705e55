package io.github.toxmatrix.cache;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real RAM disk of a few MiB, where the machine permits to mount one. */
public final class SmallDisk implements AutoCloseable {

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Skips the test where that is not permitted. */
    public static SmallDisk mount(Path path, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectory(path);
        try {
            Process mount = new ProcessBuilder(
                            "mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", path + "")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(mount.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (mount.waitFor() != 0) {
                return abort("this user cannot mount a small RAM disk: " + said.strip());
            }
        } catch (IOException noMount) {
            return abort("there is no mount here: " + noMount.getMessage());
        }
        return new SmallDisk(path);
    }

    public Path path() {
        return path;
    }

    /** Leaves this many bytes free. */
    public void fillTo(long free) throws IOException {
        Path file = Files.createTempFile(path, "filled", "");
        Files.write(file, new byte[(int) (Files.getFileStore(path).getUsableSpace() - free)]);
    }

    @Override
    public void close() throws IOException {
        try {
            // lazily: whoever still looks at it keeps it until then
            new ProcessBuilder("umount", "--lazy", path.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
