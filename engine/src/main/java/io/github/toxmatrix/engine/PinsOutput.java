package io.github.toxmatrix.engine;

import io.github.toxmatrix.engine.parameter.ConfigurationPlace;
import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import io.github.toxmatrix.engine.project.ProjectRun;
import io.github.toxmatrix.engine.project.SharedPinsFile;
import io.github.toxmatrix.report.ConsoleReport;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.tox.key.CoreKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Writes what the environments of a run had, a file for each configuration of it. */
final class PinsOutput {

    private static final String NAME = "pins.toml";

    /** What runs of this JVM wrote, by configuration: Surefire's reruns repeat some environments, and the others are not to be lost. */
    private static final Map<Path, RunPins> WRITTEN = new ConcurrentHashMap<>();

    /**
     * A configuration that ran.
     *
     * @param output where the build puts what it makes; empty outside of a build
     */
    record Ran(ProjectRun project, Optional<Path> output) {}

    private PinsOutput() {}

    /** Says where they are, or why they are not. */
    static void write(List<Ran> projects, MatrixConfiguration configuration, ConsoleReport console) {
        Set<Path> taken = new HashSet<>();
        for (Ran ran : projects) {
            RunPins pins = ran.project().pins();
            if (pins.environments().isEmpty()) {
                continue;
            }
            Path file = free(file(ran, configuration), taken);
            if (ConfigurationPlace.pins(configuration).filter(file::equals).isPresent()) {
                continue; // they are those of the file, which may have more
            }
            Path source = ran.project().project().configFile();
            RunPins all = WRITTEN.merge(source, pins, SharedPinsFile::over);
            try {
                while (!new SharedPinsFile(file, BuildIdentity.ofThisProcess(), source).write(all)) {
                    file = free(file(ran, configuration), taken);
                }
                console.pins(file.toString(), pins);
            } catch (IOException failed) {
                console.notWritten(file.toString(), failed.toString());
            }
        }
    }

    private static Path file(Ran ran, MatrixConfiguration configuration) {
        return ConfigurationPlace.pinsOutput(configuration)
                .or(() ->
                        ran.output().map(folder -> folder.resolve("tox-matrix").resolve(NAME)))
                .orElseGet(() -> ran.project().project().get(CoreKeys.WORK_DIR).resolve(NAME))
                .toAbsolutePath()
                .normalize();
    }

    /** Another configuration of the same run has its own file: {@code pins-2.toml}. */
    private static Path free(Path file, Set<Path> taken) {
        Path free = file;
        for (int number = 2; !taken.add(free); number++) {
            free = file.resolveSibling(
                    String.valueOf(file.getFileName()).replaceFirst("(\\.[^.]*)?$", "-" + number + "$1"));
        }
        return free;
    }
}
