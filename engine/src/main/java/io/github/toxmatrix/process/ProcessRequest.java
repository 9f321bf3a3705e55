package io.github.toxmatrix.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to start. No shell is involved.
 *
 * @param command the program, absolute or looked up on {@code PATH} of {@code environment}, and its arguments
 * @param directory where it starts
 * @param environment all of its variables; nothing is inherited
 */
public record ProcessRequest(List<String> command, Path directory, Map<String, String> environment) {

    public ProcessRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
