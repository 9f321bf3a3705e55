package io.github.toxmatrix.environment.place;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Whether the volume of a folder takes what virtual environments consist of, which is told before an installer fails for it. */
final class Suitability {

    private static final Set<PosixFilePermission> PROGRAM = PosixFilePermissions.fromString("rwx------");

    private static final System.Logger LOGGER = System.getLogger(Suitability.class.getName());

    private Suitability() {}

    /**
     * Refuses a folder that no environment can lie in, and warns of one that only some can.
     *
     * @throws IOException which says what to do
     */
    static void check(Path folder) throws IOException {
        requireLinks(folder);
        warning(folder).ifPresent(warning -> LOGGER.log(System.Logger.Level.WARNING, warning));
    }

    /** @throws IOException where there are no symbolic links, which installers make of the interpreter; the message says what to do */
    static void requireLinks(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            return; // interpreters are copied there
        }
        Path link = folder.resolve(".link");
        try {
            Files.createSymbolicLink(link, folder);
        } catch (IOException | UnsupportedOperationException refused) {
            throw new IOException(
                    "no symbolic links can be made in " + folder + " (" + refused
                            + "), which virtual environments consist of: name another place for them by matrix.place",
                    refused);
        }
        Files.delete(link);
    }

    /** What to know of a folder from which no program can be started. Some environments do without. */
    static Optional<String> warning(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            return Optional.empty();
        }
        Path program = Files.createFile(folder.resolve(".program"));
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(program, PROGRAM);
            }
            return Files.isExecutable(program)
                    ? Optional.empty()
                    : Optional.of("programs of environments may not be started from " + folder
                            + ", nor compiled modules loaded (its volume is mounted noexec, or knows no permissions):"
                            + " name another place for environments by matrix.place");
        } finally {
            Files.delete(program);
        }
    }
}
