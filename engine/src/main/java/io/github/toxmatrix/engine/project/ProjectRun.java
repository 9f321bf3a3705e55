package io.github.toxmatrix.engine.project;

import io.github.toxmatrix.cache.Durations;
import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.run.RunListener;
import io.github.toxmatrix.run.RunOptions;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project that was read, whose environments can be run. Running is prepared when the first one runs. */
public interface ProjectRun extends AutoCloseable {

    ToxProject project();

    /** Where environments are made, for people. */
    String place();

    /** What environments took there, for people; empty where none was made. */
    default String sizes() {
        return "";
    }

    /**
     * Lets it prepare in the background for what will run.
     *
     * @param environments in this order
     * @param limit how long one of them may take
     * @param atOnce how many run at a time
     */
    default void foresee(List<ToxEnvironment> environments, Optional<Duration> limit, int atOnce) {}

    EnvironmentResult run(ToxEnvironment environment, RunOptions options, RunListener listener)
            throws InterruptedException;

    /** All that decides what an environment does; empty where that is not known. */
    default Optional<Specification> specification(ToxEnvironment environment) {
        return Optional.empty();
    }

    /**
     * Finds which versions environments will get by their dependencies.
     *
     * @param limit of the time for each
     * @return by environment, for those which versions tell all of
     */
    default Map<String, List<Pins>> versions(List<ToxEnvironment> environments, Optional<Duration> limit)
            throws InterruptedException {
        return Map.of();
    }

    /** How long its environments took in earlier runs; the same object each time. */
    default Durations durations() {
        return Durations.none();
    }

    /** What the environments got that ran. */
    default RunPins pins() {
        return RunPins.of(Map.of());
    }

    @Override
    void close();

    /** Opens projects. */
    @FunctionalInterface
    interface Opener {

        /**
         * Reads a configuration; no interpreter is started.
         *
         * @param place the folder or file of the configuration
         */
        ProjectRun open(Path place, MatrixConfiguration configuration);
    }
}
