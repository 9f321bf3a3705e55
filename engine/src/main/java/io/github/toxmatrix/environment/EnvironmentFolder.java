package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/** {@code env_dir} and the folders tox makes in it. */
final class EnvironmentFolder {

    private EnvironmentFolder() {}

    /**
     * Removes what is left of an earlier environment.
     *
     * @throws ProvisionException if the folder holds something else, which is not ours to delete
     */
    static void clear(ToxEnvironment environment) throws ProvisionException, IOException {
        Path folder = environment.get(EnvironmentKeys.ENV_DIR);
        if (Files.isSymbolicLink(folder) || Files.isRegularFile(folder)) {
            throw new ProvisionException(folder + " is no folder, but env_dir should be one: delete it", "");
        }
        if (Files.isDirectory(folder) && !isEnvironment(folder)) {
            throw new ProvisionException(
                    "env_dir " + folder + " holds files and no virtual environment: delete it, or set another env_dir",
                    "");
        }
        FileTree.delete(folder);
        Files.createDirectories(folder.toAbsolutePath().getParent());
    }

    /** Whether an earlier run has left an environment there. */
    static boolean holdsEnvironment(Path folder) {
        return Files.isRegularFile(folder.resolve("pyvenv.cfg"), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isEnvironment(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return Files.exists(folder.resolve("pyvenv.cfg"), LinkOption.NOFOLLOW_LINKS)
                    || Files.exists(folder.resolve(".tox-info.json"), LinkOption.NOFOLLOW_LINKS)
                    || entries.findAny().isEmpty();
        }
    }

    /** {@code env_tmp_dir} and {@code env_log_dir}, empty; and {@code temp_dir}, as it is. */
    static void makeEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            FileTree.deleteWithin(folder);
        } else {
            Files.deleteIfExists(folder);
            Files.createDirectories(folder);
        }
    }
}
