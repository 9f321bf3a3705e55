package io.github.toxmatrix.resolution;

import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is to be resolved, and all that the answer depends on besides the indexes.
 *
 * @param lines of a requirements file, after substitution
 * @param options of the resolver's command line
 * @param directory where relative paths among the lines begin
 * @param environment where the environment lies, which does not count: files in it count by their names there and their contents
 * @param settings variables that resolvers read: {@code UV_…}, {@code PIP_…}; they may hold credentials, and only their digest
 *     is kept
 * @param configurationFiles that resolvers read: {@code uv.toml}, and those that settings name
 * @param resolver the program and its version
 */
public record ResolutionRequest(
        Interpreter python,
        List<String> lines,
        List<String> options,
        Path directory,
        Path environment,
        Map<String, String> settings,
        List<Path> configurationFiles,
        String resolver) {

    public ResolutionRequest {
        lines = List.copyOf(lines);
        options = List.copyOf(options);
        settings = Map.copyOf(settings);
        configurationFiles = List.copyOf(configurationFiles);
    }
}
