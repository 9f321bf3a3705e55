package io.github.toxmatrix.environment;

import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.tox.EnvironmentPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The folder of one run, in RAM or on disk, in which its environments lie. Safe for many threads. */
public final class Placement implements EnvironmentPlace, AutoCloseable {

    /** What {@code auto} asks of a RAM disk: this much usable room, in bytes. */
    static final long ROOM = 1L << 30;

    private static final System.Logger LOGGER = System.getLogger(Placement.class.getName());

    private final RunFolder folder;
    private final String medium;
    private final Map<String, Path> environments = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();

    private Placement(RunFolder folder, String medium) {
        this.folder = folder;
        this.medium = medium;
    }

    /**
     * Makes the folder of this run and removes what dead runs left beside it.
     *
     * @param option {@code auto} (RAM where there is a RAM disk with 1 GiB of room from which programs may be started,
     *     else disk), {@code disk} (the system's temporary folder), or a folder
     * @throws IOException if the folder cannot be made; the message names it and what to set instead
     */
    public static Placement open(String option) throws IOException {
        Path disk = Path.of(System.getProperty("java.io.tmpdir", "."));
        return switch (option) {
            case "auto" ->
                RamDisk.withRoom(ROOM).isPresent()
                        ? in(RamDisk.withRoom(ROOM).get(), "RAM", option)
                        : in(disk, "disk", option);
            case "disk" -> in(disk, "disk", option);
            default -> in(named(option), "folder", option);
        };
    }

    private static Path named(String option) throws IOException {
        try {
            return Files.createDirectories(Path.of(option).toAbsolutePath());
        } catch (InvalidPathException | IOException unusable) {
            throw new IOException(
                    "cannot use " + option + " as the place of environments (" + unusable
                            + "): name another folder, or auto, or disk",
                    unusable);
        }
    }

    private static Placement in(Path parent, String medium, String option) throws IOException {
        RunFolder.removeLeftovers(parent);
        try {
            return new Placement(RunFolder.create(parent.toRealPath()), medium);
        } catch (IOException failed) {
            throw new IOException(
                    "cannot make a folder for environments in " + parent + " (place: " + option + "; " + failed
                            + "): name another folder as their place",
                    failed);
        }
    }

    @Override
    public Path folder(String environment) {
        synchronized (environments) {
            return environments.computeIfAbsent(
                    environment, name -> folder.path().resolve(fileName(name)));
        }
    }

    /** Differs from every other one, also where case does not count; keeps tox's name where every system takes it. */
    private String fileName(String environment) {
        String plain = environment.replaceAll("[^A-Za-z0-9._+-]", "_").replaceAll("^\\.|\\.$", "_");
        if (plain.length() > 80) {
            plain = plain.substring(0, 80);
        }
        String name = plain;
        for (int number = 2; !names.add(name.toLowerCase(Locale.ROOT)); number++) {
            name = plain + "~" + number;
        }
        return name;
    }

    /** For what is not an environment: packages that were built, tools. */
    public Path own(String name) {
        return folder.path().resolve("." + name);
    }

    /** What the environments of many runs of this user are linked from, on the volume that they lie on. */
    Path store() {
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        return folder.path().resolveSibling("tox-matrix-store-" + user);
    }

    /** Whether a path lies in here, and may be removed for that. */
    public boolean holds(Path path) {
        return path.startsWith(folder.path()) && !path.equals(folder.path());
    }

    /** Removes a folder in here that is done with; any other one is left alone. */
    public void discard(Path path) {
        if (!holds(path)) {
            return;
        }
        try {
            FileTree.delete(path);
        } catch (IOException failed) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remove all of " + path + " yet: " + failed);
        }
    }

    /** Where this is, for people: {@code RAM (/dev/shm/tox-matrix-1, 11 GiB free)}. */
    public String describe() {
        return medium + " (" + folder.path() + ", " + free() + ")";
    }

    private String free() {
        try {
            long bytes = Files.getFileStore(folder.path()).getUsableSpace();
            return bytes >= 1L << 30 ? (bytes >> 30) + " GiB free" : (bytes >> 20) + " MiB free";
        } catch (IOException unknown) {
            return "room not known: " + unknown;
        }
    }

    /** Removes the folder and everything in it. What cannot be removed is said to the log, and the next run's to remove. */
    @Override
    public void close() {
        try {
            folder.close();
        } catch (IOException failed) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remove all of " + folder.path() + ": " + failed);
        }
    }
}
