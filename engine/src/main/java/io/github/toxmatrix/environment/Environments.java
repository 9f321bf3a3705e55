package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes the Python environments of one run of one project; what they share is made once. Safe for many threads. */
public interface Environments extends AutoCloseable {

    /**
     * Starts nothing yet.
     *
     * @param placement the one the project was read with; it is closed with the environments
     * @param interpreters those the project was read with
     */
    static Environments open(
            ToxProject project, Placement placement, Interpreters interpreters, EnvironmentOptions options) {
        return new VirtualEnvironments(project, placement, interpreters, options);
    }

    /**
     * Begins to find out which versions environments will get, before they are made and on threads of its own; what fails is told
     * when they are made.
     *
     * @param environments those that will be made, in this order
     * @param scopes in which installers run for one of them, and which are closed here
     */
    default void resolveAhead(List<ToxEnvironment> environments, Function<ToxEnvironment, ProcessScope> scopes) {}

    /**
     * Finds out which versions environments will get by their dependencies, several at a time.
     *
     * @param scopes in which installers run for one of them, and which are closed here
     * @return by environment, an answer for each time that an installer will be asked; without those for which versions do not say
     *     all, or are not found
     */
    default Map<String, List<Pins>> resolve(
            List<ToxEnvironment> environments, Function<ToxEnvironment, ProcessScope> scopes)
            throws InterruptedException {
        return Map.of();
    }

    /**
     * Says what will run, so that it may be made before its turn.
     *
     * @param environments in this order
     * @param scopes in which installers run for one of them, and which are closed here
     * @param atOnce how many run at a time
     */
    default void prepareAhead(
            List<ToxEnvironment> environments, Function<ToxEnvironment, ProcessScope> scopes, int atOnce) {}

    /**
     * Makes an environment anew: interpreter, virtual environment, dependencies, the project's package.
     *
     * @param processes in which installers run; whoever calls closes it
     * @param listener told each step on the calling thread
     */
    Provisioned provision(ToxEnvironment environment, ProcessScope processes, ProvisionListener listener)
            throws InterruptedException;

    /**
     * Names what was written into while an environment ran, of the files that environments share. To be called when none of its
     * commands runs any more. What is named is as it was installed for those that are made from now on.
     */
    List<SharedChange> changes(ToxEnvironment environment);

    /**
     * Names the volume that a failed environment may have found full, before it is discarded.
     *
     * @param told whether one of its commands said that there is no space left
     */
    default Optional<String> lackOfRoom(ToxEnvironment environment, boolean told) {
        return Optional.empty();
    }

    /**
     * To be called after {@link #provision}, whatever came of it: removes an environment that is done with, so that RAM
     * holds no more than what runs; not one whose {@code env_dir} the configuration sets, but another environment in the
     * same folder may be made now.
     */
    default void discard(ToxEnvironment environment) {}

    /** What those got that are ready or were. */
    default RunPins pins() {
        return RunPins.of(Map.of());
    }

    /** Where environments lie, for people: {@code RAM (/dev/shm, 11 GiB free)}. */
    String place();

    /** What was taken where environments lie by those that were discarded, and by what they share, for people; may be empty. */
    default String sizes() {
        return "";
    }

    /** Removes every environment it made. */
    @Override
    void close();
}
