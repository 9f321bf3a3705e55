package io.github.toxmatrix.engine;

import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import org.jspecify.annotations.Nullable;

/** How far a run has come, and whether it goes on. Safe for many threads. */
final class RunProgress {

    private int left;
    private int ended;
    private boolean anyRan;
    private @Nullable String stopped;

    /** @param environments how many there are to be run */
    synchronized void begin(int environments) {
        left = environments;
    }

    /**
     * An environment has ended.
     *
     * @param stops whether that ends the run: what runs goes on, nothing more starts
     *     ({@code _stops_scheduling} of {@code tox/session/cmd/run/common.py})
     * @return whether it was the last, and every one was skipped
     */
    synchronized boolean end(EnvironmentResult result, boolean stops) {
        if (stops && stopped == null) {
            stopped = "not run, because " + result.name() + " failed (fail_fast)";
        }
        anyRan |= result.status() != Status.SKIPPED;
        left--;
        ended++;
        return left == 0 && !anyRan;
    }

    /** Why nothing more starts; null while something does. */
    synchronized @Nullable String stopped() {
        return stopped;
    }

    synchronized int ended() {
        return ended;
    }
}
