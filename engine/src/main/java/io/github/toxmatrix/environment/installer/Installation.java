package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One environment being filled: what its installers are started in and with.
 *
 * @param processes in which they run
 * @param environment where the environment lies
 * @param directory {@code tox_root}, from which they are started
 * @param variables all their variables
 * @param index where these lead them to one of ours
 */
public record Installation(
        ProcessScope processes,
        Path environment,
        Path directory,
        Map<String, String> variables,
        Optional<AskedIndex> index) {

    private static final System.Logger LOGGER = System.getLogger(Installation.class.getName());

    /** One that asks no index of ours. */
    public Installation(ProcessScope processes, Path environment, Path directory, Map<String, String> variables) {
        this(processes, environment, directory, variables, Optional.empty());
    }

    /**
     * Runs an installer to its end; once more where it failed while the process ended that served it the index, which another does then.
     * uv asks again by itself, pip does not for what it is reading.
     *
     * @return what it printed
     * @throws ProvisionException if it fails; the message is its own cause in one line
     */
    public String run(List<String> command) throws ProvisionException, InterruptedException {
        Optional<String> server = index.map(AskedIndex::server);
        try {
            return once(command);
        } catch (ProvisionException failed) {
            if (server.isEmpty()
                    || LackOfRoom.isCauseOf(failed)
                    || !index.orElseThrow().hasOtherServer(server.get())) {
                throw failed;
            }
            LOGGER.log(
                    System.Logger.Level.INFO,
                    "the process that served the package index has ended while " + program(command)
                            + " was reading: it is started again, with who serves it now");
            return once(command);
        }
    }

    private String once(List<String> command) throws ProvisionException, InterruptedException {
        StringBuilder printed = new StringBuilder();
        long begun = System.nanoTime();
        try {
            ExitStatus status = processes.run(new ProcessRequest(command, directory, variables), (channel, text) -> {
                synchronized (printed) {
                    printed.append(text);
                }
            });
            String output = text(printed);
            if (status.timedOut()) {
                throw new ProvisionException(explained("ended at its time limit: " + program(command), begun), output);
            }
            if (!status.isSuccess()) {
                throw new ProvisionException(
                        explained(
                                InstallerOutput.cause(output)
                                        .orElse(program(command) + " ended with exit code " + status.code()),
                                begun),
                        output);
            }
            return output;
        } catch (ProcessStartException notStarted) {
            throw new ProvisionException(String.valueOf(notStarted.getMessage()), notStarted);
        }
    }

    /**
     * Runs an installer that may fail.
     *
     * @throws ProvisionException if there was no room for it
     */
    boolean succeeds(List<String> command) throws ProvisionException, InterruptedException {
        try {
            String unused = run(command);
            return true;
        } catch (ProvisionException failed) {
            if (LackOfRoom.isCauseOf(failed)) {
                throw failed;
            }
            return false;
        }
    }

    /** The same for another folder. */
    public Installation in(Path other) {
        return new Installation(processes, other, directory, variables, index);
    }

    /** The same in other processes. */
    public Installation in(ProcessScope others) {
        return new Installation(others, environment, directory, variables, index);
    }

    public Installation withVariables(Map<String, String> others) {
        return new Installation(processes, environment, directory, others, index);
    }

    /** The same asking an index of ours. */
    Installation asking(Map<String, String> others, AskedIndex asked) {
        return new Installation(processes, environment, directory, others, Optional.of(asked));
    }

    private String text(StringBuilder printed) {
        synchronized (printed) {
            String text = printed.toString();
            return index.map(asked -> asked.named(text)).orElse(text);
        }
    }

    private String explained(String cause, long begun) {
        return index.map(asked -> asked.explained(cause, Duration.ofNanos(System.nanoTime() - begun)))
                .orElse(cause);
    }

    private static String program(List<String> command) {
        return String.join(" ", command.subList(0, Math.min(3, command.size())));
    }
}
