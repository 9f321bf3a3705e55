package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command line in a JVM of its own, that ended.
 *
 * @param output what it printed on both streams
 */
record MainProcess(int exitCode, String output) {

    /** Runs the matrix of a project; what is printed is kept there too. */
    static MainProcess run(Path project, Map<String, String> environ, List<String> properties) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(properties);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "run", "-c", project.toString()));
        Path printed = project.resolve("printed");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().clear();
        builder.environment().putAll(environ);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new MainProcess(process.exitValue(), Files.readString(printed));
    }
}
