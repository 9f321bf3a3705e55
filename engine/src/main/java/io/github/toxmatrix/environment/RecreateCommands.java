package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.text.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Commands that run in what an earlier run has left, before it is removed ({@code recreate_commands}). */
record RecreateCommands(VirtualEnvironments shared, ToxEnvironment environment, ProcessScope processes) {

    /** Their failure does not matter, as in {@code tox_env/runner.py}. */
    void run(StringBuilder output) throws IOException, InterruptedException {
        Path folder = environment.get(EnvironmentKeys.ENV_DIR);
        List<Command> commands = environment.get(RunKeys.RECREATE_COMMANDS);
        if (commands.isEmpty() || !EnvironmentFolder.holdsEnvironment(folder)) {
            return;
        }
        Path directory = Files.createDirectories(environment.get(RunKeys.CHANGE_DIR));
        Map<String, String> variables =
                shared.variables().of(environment, Platform.current().scripts(folder));
        Installation old = new Installation(processes, folder, directory, variables);
        for (Command command : commands) {
            try {
                output.append(old.run(command.args()));
            } catch (ProvisionException failed) {
                output.append(failed.output())
                        .append("recreate_commands failed, which does not matter: ")
                        .append(failed.getMessage())
                        .append('\n');
            }
        }
    }
}
