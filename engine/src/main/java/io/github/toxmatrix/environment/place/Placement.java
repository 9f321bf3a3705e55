package io.github.toxmatrix.environment.place;

import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.store.OwnedFolder;
import io.github.toxmatrix.tox.invocation.EnvironmentPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The folder of one run, in RAM or on disk, in which its environments lie. Safe for many threads. */
public final class Placement implements EnvironmentPlace, AutoCloseable {

    /** Of the names of run folders. */
    static final String PREFIX = "tox-matrix-";

    /** What {@code auto} asks of a RAM disk: this much usable room, in bytes. */
    public static final long ROOM = 1L << 30;

    private static final System.Logger LOGGER = System.getLogger(Placement.class.getName());

    /** What has to be free in RAM for an environment to be begun there, in bytes. */
    static final long ROOM_OF_ONE = 256L << 20;

    private static final String REMEDY =
            "name another place for environments by matrix.place, run fewer of them at once,"
                    + " or keep no files for later ones by matrix.store=off";

    private final OwnedFolder folder;
    private final String medium;
    private final Optional<Overflow> overflow;
    private final Map<String, Path> environments = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private final EnvironmentSizes sizes = new EnvironmentSizes();

    private Placement(OwnedFolder folder, String medium, Optional<Overflow> overflow) {
        this.folder = folder;
        this.medium = medium;
        this.overflow = overflow;
    }

    /**
     * Makes the folder of this run and removes what dead runs left beside it.
     *
     * @param option {@code auto} (RAM where there is a RAM disk with 1 GiB of room from which programs may be started,
     *     else disk, and disk for what RAM has no room for later), {@code disk} (the system's temporary folder), or a folder
     * @throws IOException if the folder cannot be made; the message names it and what to set instead
     */
    public static Placement open(String option) throws IOException {
        Path disk = temporary();
        if (!option.equals("auto")) {
            return option.equals("disk")
                    ? in(disk, "disk", Optional.empty())
                    : in(named(option), "folder", Optional.empty());
        }
        Optional<RamDisk> ram = RamDisk.find();
        ram.ifPresent(found -> OwnedFolder.removeLeftovers(found.path(), PREFIX)); // they take room
        return ram.isPresent() && ram.get().has(ROOM)
                ? inRam(ram.get(), ROOM_OF_ONE, disk)
                : in(disk, "disk", Optional.empty());
    }

    /** The system's folder for temporary files, on disk as a rule. */
    public static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir", "."));
    }

    /** @param needed in bytes: with less room than this in RAM, an environment is made on disk */
    public static Placement inRam(RamDisk ram, long needed, Path disk) throws IOException {
        OwnedFolder.removeLeftovers(disk, PREFIX);
        return in(ram.path(), "RAM", Optional.of(new Overflow(ram, needed, disk)));
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

    private static Placement in(Path parent, String medium, Optional<Overflow> overflow) throws IOException {
        OwnedFolder.removeLeftovers(parent, PREFIX);
        try {
            return new Placement(suitable(parent), medium, overflow);
        } catch (IOException failed) {
            throw new IOException(
                    "cannot make a folder for environments in " + parent + " (" + failed
                            + "): name another place by matrix.place",
                    failed);
        }
    }

    private static OwnedFolder suitable(Path parent) throws IOException {
        OwnedFolder made = OwnedFolder.create(parent.toRealPath(), PREFIX);
        try {
            Suitability.check(made.path());
            return made;
        } catch (IOException unsuitable) {
            made.close();
            throw unsuitable;
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

    /**
     * For what is not an environment: packages that were built, tools. On disk, if RAM has no room when it is asked for, or had
     * none for an environment before.
     */
    public Path own(String name) {
        Path inPlace = folder.path().resolve("." + name);
        if (overflow.isPresent() && !Files.exists(inPlace)) {
            Overflow disk = overflow.get();
            try {
                return disk.hasBeenNeeded() || disk.isDue() ? disk.folder().resolve("." + name) : inPlace;
            } catch (IOException noDiskEither) {
                LOGGER.log(System.Logger.Level.WARNING, noDiskEither.getMessage());
            }
        }
        return inPlace;
    }

    /** Before an environment is made of which nothing is there: puts it on disk if RAM has no room. */
    public void prepare(Path environment) throws IOException {
        if (overflow.isPresent() && holds(environment) && overflow.get().isDue()) {
            overflow.get().link(environment);
        }
    }

    /** Whether an environment can go to disk when there is no room where it lies. */
    public boolean canMove(Path environment) {
        return overflow.isPresent() && holds(environment) && !Files.isSymbolicLink(environment);
    }

    /** Whether there is room for an environment that could also be made later. */
    public boolean hasRoom() {
        try {
            return Files.getFileStore(folder.path()).getUsableSpace() >= ROOM;
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Removes what is there of an environment that can go to disk, and lets it be made there. */
    public void move(Path environment) throws IOException {
        Overflow disk = overflow.orElseThrow();
        disk.ranOut(FileTree.size(environment));
        FileTree.delete(environment);
        disk.link(environment);
    }

    /** What the environments of many runs of this user are linked from, on the volume that they lie on. */
    public Path store() {
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
            Optional<Path> onDisk = overflow.isPresent() ? overflow.get().of(path) : Optional.empty();
            long bytes = onDisk.isPresent() ? FileTree.delete(onDisk.get()) : 0;
            bytes += FileTree.delete(path);
            if (isEnvironment(path)) {
                sizes.note(path, bytes, onDisk.isPresent());
            }
        } catch (IOException failed) {
            LOGGER.log(System.Logger.Level.WARNING, "cannot remove all of " + path + " yet: " + failed);
        }
    }

    private boolean isEnvironment(Path path) {
        synchronized (environments) {
            return environments.containsValue(path);
        }
    }

    /** What environments took that were discarded. */
    public EnvironmentSizes sizes() {
        return sizes;
    }

    /** Where this is, for people: {@code RAM (/dev/shm/tox-matrix-1, 11 GiB free of 24 GiB)}. */
    public String describe() {
        return medium + " (" + folder.path() + ", " + room(folder.path()) + ")";
    }

    private static String room(Path path) {
        try {
            return Volume.of(path).toString();
        } catch (IOException unknown) {
            return "room not known: " + unknown;
        }
    }

    /**
     * What a user needs to know when room ran out.
     *
     * @param environment what was being made or ran
     * @param others where installers and tests may have written besides
     */
    public String lackOfRoom(Path environment, List<Path> others) {
        List<Path> places = new ArrayList<>(List.of(environment, folder.path()));
        places.addAll(others);
        List<Path> full = Volume.full(places);
        if (full.isEmpty()) {
            return "a volume had no room for bytes or for further files (df -i tells) for a time; now there is "
                    + places.stream()
                            .map(place -> room(place) + " for " + place)
                            .collect(Collectors.joining(", "))
                    + ": " + REMEDY;
        }
        Path where = full.get(0);
        boolean ours = where.equals(environment) || where.equals(folder.path());
        return "no space is left on the volume of " + where + " (" + room(where) + "; the environment takes "
                + Volume.size(sizeOf(environment)) + "): free some, or "
                + (ours ? REMEDY : "have it moved elsewhere (matrix.cache, UV_CACHE_DIR, TMPDIR)");
    }

    /**
     * The same after commands of an environment have failed. Those that are begun later get more room or go to disk.
     *
     * @param told whether one of them said that room ran out
     * @param own the folders of the environment, its main one first
     * @return empty where nothing speaks for it
     */
    public Optional<String> lackOfRoom(boolean told, List<Path> own, Path temporary) {
        if (!told && Volume.full(own).isEmpty()) {
            return Optional.empty();
        }
        Path environment = own.get(0);
        List<Path> others = new ArrayList<>(own.subList(1, own.size()));
        others.add(temporary);
        String message = lackOfRoom(environment, others);
        if (overflow.isPresent() && canMove(environment)) {
            overflow.get().ranOut(sizeOf(environment));
        }
        return Optional.of(message);
    }

    private long sizeOf(Path environment) {
        try {
            return FileTree.size(environment.toRealPath());
        } catch (IOException nothingThere) {
            return 0;
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
        overflow.ifPresent(Overflow::close);
    }
}
