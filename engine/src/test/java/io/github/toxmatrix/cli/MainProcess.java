package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command line in a JVM of its own, that ended.
 *
 * @param output what it printed on both streams
 */
record MainProcess(int exitCode, String output) {

    /**
     * One that may still run. Closed, it is ended, if it has not.
     *
     * @param printed what it prints on both streams
     */
    record Running(Process process, Path printed) implements AutoCloseable {

        MainProcess end() throws Exception {
            try (this) {
                assertThat(process.waitFor(100, TimeUnit.SECONDS))
                        .as(() -> "it ends; it printed " + output())
                        .isTrue();
            }
            return new MainProcess(process.exitValue(), output());
        }

        /** So far. */
        String output() {
            try {
                return Files.readString(printed);
            } catch (IOException unreadable) {
                return unreadable.toString();
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** Runs the matrix of a project; what is printed is kept there too. */
    static MainProcess run(Path project, Map<String, String> environ, List<String> properties, String... words)
            throws Exception {
        return start(project, environ, properties, project.resolve("printed"), words)
                .end();
    }

    /**
     * Starts it.
     *
     * @param printed where to write what is printed
     * @param words behind the command
     */
    static Running start(
            Path project, Map<String, String> environ, List<String> properties, Path printed, String... words)
            throws IOException {
        return start(
                properties,
                environ,
                printed,
                Stream.concat(Stream.of("run", "-c", project.toString()), Stream.of(words))
                        .toList());
    }

    /** Starts any of its commands. */
    static Running start(List<String> properties, Map<String, String> environ, Path printed, List<String> words)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(properties);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
        builder.environment().clear();
        builder.environment().putAll(environ);
        return new Running(builder.start(), printed);
    }
}
