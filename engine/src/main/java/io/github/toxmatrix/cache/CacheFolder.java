package io.github.toxmatrix.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder for what is kept between runs, shared by all runs of a user. Code comes from it, so it is used only if nobody
 * else can write into it.
 */
public record CacheFolder(Path path) {

    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    /**
     * Names it; nothing is made yet.
     *
     * @param configured the user's own choice
     * @param environ the variables of this process: {@code XDG_CACHE_HOME}, on Windows {@code LOCALAPPDATA}
     */
    public static CacheFolder of(Optional<String> configured, Map<String, String> environ) {
        return new CacheFolder(configured
                .map(Path::of)
                .orElseGet(() -> standard(environ, System.getProperty("os.name", "")))
                .toAbsolutePath()
                .normalize());
    }

    private static Path standard(Map<String, String> environ, String system) {
        Path home = home(environ, system);
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            String local = environ.getOrDefault("LOCALAPPDATA", "");
            return (local.isEmpty() ? home.resolve("AppData").resolve("Local") : Path.of(local))
                    .resolve("tox-matrix")
                    .resolve("cache");
        }
        String xdg = environ.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isEmpty()) {
            return Path.of(xdg).resolve("tox-matrix");
        }
        return (os.startsWith("mac") ? home.resolve("Library").resolve("Caches") : home.resolve(".cache"))
                .resolve("tox-matrix");
    }

    /** As uv finds it: by a variable. The JVM says a question mark where the user has no entry in the list of users. */
    private static Path home(Map<String, String> environ, String system) {
        String variable = system.toLowerCase(Locale.ROOT).startsWith("windows") ? "USERPROFILE" : "HOME";
        return Path.of(Stream.of(environ.getOrDefault(variable, ""), System.getProperty("user.home", ""))
                .filter(folder -> !folder.isEmpty() && !folder.equals("?"))
                .findFirst()
                .orElse("/"));
    }

    /**
     * A folder in it, made if there is none.
     *
     * @throws IOException if it cannot be made, or belongs to somebody else or can be written by others; the message says
     *     what to do
     */
    public Path open(String name) throws IOException {
        Path folder = path.resolve(name);
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(path.getParent());
                make(path);
            }
            if (!Files.isDirectory(folder)) {
                make(folder);
            }
        } catch (IOException failed) {
            throw new IOException(
                    "cannot make the cache folder " + folder + " (" + failed + "): name another one by matrix.cache",
                    failed);
        }
        check(path);
        check(folder);
        return folder;
    }

    private static void make(Path folder) throws IOException {
        try {
            if (isPosix(folder.resolveSibling(""))) {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
            } else {
                Files.createDirectory(folder);
            }
        } catch (FileAlreadyExistsException madeMeanwhile) {
            if (!Files.isDirectory(folder)) {
                throw madeMeanwhile;
            }
        }
    }

    private static boolean isPosix(Path folder) {
        return Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null;
    }

    private static void check(Path folder) throws IOException {
        if (!isPosix(folder)) {
            return; // below the user's own profile
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("the cache folder " + folder + " can be written by other users: chmod 700 " + folder
                    + ", or name another one by matrix.cache");
        }
        Path probe = Files.createTempFile(folder, ".user", "");
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(folder))) {
                throw new IOException("the cache folder " + folder + " belongs to "
                        + Files.getOwner(folder).getName() + ": name another one by matrix.cache");
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
