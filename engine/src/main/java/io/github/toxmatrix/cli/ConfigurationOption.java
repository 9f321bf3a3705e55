package io.github.toxmatrix.cli;

import io.github.toxmatrix.tox.ToxInvocation;
import io.github.toxmatrix.tox.ToxProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration a command is about. */
final class ConfigurationOption {

    @Option(
            names = {"-c", "--conf"},
            paramLabel = "DIR|FILE",
            description = "the configuration's folder or file (default: the working folder, and upward from there)")
    private @Nullable Path path;

    /** As it was given, if it was. */
    Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /** Reads the configuration. */
    ToxProject project(Optional<List<String>> posargs) {
        Path from = path().orElse(Path.of("")).toAbsolutePath();
        if (!Files.exists(from)) {
            throw new HandledException("config file " + from + " does not exist");
        }
        ToxInvocation process = ToxInvocation.ofThisProcess();
        return ToxProject.load(
                from,
                new ToxInvocation(
                        process.environ(), posargs, process.overrides(), process.place(), process.interpreters()));
    }
}
