package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Path;
import java.util.Map;

/**
 * A virtual environment that is ready for commands.
 *
 * @param directory {@code env_dir}
 * @param base the interpreter it was made with
 * @param python its own interpreter
 * @param scripts its {@code bin} or {@code Scripts} folder
 * @param sitePackages its pure library folder
 * @param variables all variables for its commands: {@code pass_env}, {@code set_env}, {@code PATH} and what tox adds
 */
public record PythonEnvironment(
        Path directory, Interpreter base, Path python, Path scripts, Path sitePackages, Map<String, String> variables) {

    public PythonEnvironment {
        variables = Map.copyOf(variables);
    }
}
