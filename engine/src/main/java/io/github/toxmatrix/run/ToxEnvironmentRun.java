package io.github.toxmatrix.run;

import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.pytest.PytestBridge;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.toxrun.InstalledTox;
import io.github.toxmatrix.toxrun.ToxRequest;
import io.github.toxmatrix.toxrun.ToxUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One environment, run by the installed tox, and told as {@link EnvironmentRun} tells it. */
public final class ToxEnvironmentRun {

    private final ToxEnvironment environment;
    private final InstalledTox tox;
    private final Call call;
    private final Processes processes;
    private final RunOptions options;

    /**
     * How tox is called.
     *
     * @param files a folder for this run alone
     * @param settings keys of the environment that the configuration does not set
     * @param options of {@code tox run}
     * @param posargs what stands for {@code {posargs}}
     * @param room asked after a failure
     */
    public record Call(
            Path files, Map<String, Path> settings, List<String> options, Optional<List<String>> posargs, Room room) {}

    /** Knows of the volumes that the environment lies on. */
    public interface Room {
        /**
         * Which one is full, and what a user can do then.
         *
         * @param told whether what failed says that one is
         */
        Optional<String> lacking(boolean told);

        /**
         * Removes the environment and tells how it is set up again, if that can be where there is room.
         *
         * @param told whether what failed says that a volume is full
         */
        Optional<Call> elsewhere(boolean told) throws IOException;
    }

    /** @param processes of the run; this environment gets a scope of its own in it */
    public ToxEnvironmentRun(
            ToxEnvironment environment, InstalledTox tox, Call call, Processes processes, RunOptions options) {
        this.environment = environment;
        this.tox = tox;
        this.call = call;
        this.processes = processes;
        this.options = options;
    }

    /**
     * Runs tox to its end. What goes wrong is told to the listener as a failed test.
     *
     * @param listener told on the calling thread or on threads that read events, never on two at once
     * @throws InterruptedException if the thread was interrupted; every process of the environment has been ended then
     */
    public EnvironmentResult run(RunListener listener) throws InterruptedException {
        Tally tally = new Tally(listener);
        ToxProgress progress = new ToxProgress(environment, tally, options);
        Tail output = new Tail();
        Status status;
        try (ProcessScope scope = processes.scope(environment.name(), options.limit())) {
            ExitStatus exit = tox.run(request(call), call.files(), scope, output, progress);
            if (progress.endedInSetup()) {
                Optional<Call> elsewhere = call.room().elsewhere(progress.tellsOfLackOfRoom(output.toString()));
                if (elsewhere.isPresent()) {
                    progress.again(output.toString());
                    exit = tox.run(request(elsewhere.get()), elsewhere.get().files(), scope, output, progress);
                }
            }
            status = progress.ended(exit, output.toString());
        } catch (ToxUnavailableException e) {
            status = progress.failed(String.valueOf(e.getMessage()), e.output());
        } catch (ProcessStartException | IOException e) {
            status = progress.failed("tox could not be run, or not be followed: " + e.getMessage(), output.toString());
        } catch (InterruptedException e) {
            progress.interrupted();
            throw e;
        }
        if (status == Status.FAILED) {
            call.room().lacking(tally.tellsOfLackOfRoom()).ifPresent(progress::lacksRoom);
        }
        return tally.result(environment.name(), status);
    }

    private ToxRequest request(Call call) throws IOException {
        PytestBridge bridge = PytestBridge.unpack(call.files().resolve("plugin"));
        Path events = call.files().resolve("commands");
        Map<String, String> pytest = options.isSelective()
                ? bridge.variables(Map.of(), events, options.selection())
                : bridge.variables(Map.of(), events);
        return new ToxRequest(environment.name(), call.settings(), pytest, call.options(), call.posargs());
    }
}
