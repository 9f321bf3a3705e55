package io.github.toxmatrix.environment.place;

import java.nio.file.Path;

/** What the environments of a run took, each without what it shared. Safe for many threads. */
public final class EnvironmentSizes {

    private int count;
    private int onDisk;
    private long total;
    private long largest;
    private String nameOfLargest = "";

    /**
     * An environment is gone.
     *
     * @param bytes that this made free
     * @param wasOnDisk although environments lie in RAM
     */
    synchronized void note(Path environment, long bytes, boolean wasOnDisk) {
        if (bytes == 0) {
            return; // it was never made
        }
        count++;
        total += bytes;
        onDisk += wasOnDisk ? 1 : 0;
        if (bytes > largest) {
            largest = bytes;
            nameOfLargest = String.valueOf(environment.getFileName());
        }
    }

    /** For people; empty where nothing was made. */
    @Override
    public synchronized String toString() {
        if (count == 0) {
            return "";
        }
        return Volume.size(total / count) + " for each environment, " + Volume.size(largest) + " for " + nameOfLargest
                + (onDisk > 0 ? "; " + onDisk + " of " + count + " on disk, as RAM had no room" : "");
    }
}
