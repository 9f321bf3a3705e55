package io.github.toxmatrix.engine;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real tox 4 with tox-uv, installed from the package index once for all builds in {@code target/}. */
final class RealTox {

    private static final Path FOLDER = Path.of("target", "tox").toAbsolutePath();
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final List<String> PYTHONS = List.of("3.13", "3.12", "3.11");

    private RealTox() {}

    /** The program; the test is aborted where it can neither be found nor installed. */
    static synchronized Path program() throws Exception {
        Path program = script("tox");
        if (!Files.exists(FOLDER.resolve("complete"))) {
            Interpreter python = Interpreters.of(System.getenv())
                    .find(PYTHONS)
                    .orElseGet(() -> abort("no Python of " + PYTHONS + " to install tox with"));
            run(FOLDER.getParent(), List.of(python.executable().toString(), "-m", "venv", FOLDER.toString()));
            Optional<String> problem =
                    tried(List.of(script("python").toString(), "-m", "pip", "install", "-q", "tox>=4.20", "tox-uv"));
            problem.ifPresent(why -> abort("tox cannot be installed from the package index: " + why));
            Files.createFile(FOLDER.resolve("complete"));
        }
        return program;
    }

    /** A program beside tox, such as the uv of tox-uv. */
    static Path script(String name) {
        return FOLDER.resolve(WINDOWS ? "Scripts" : "bin").resolve(WINDOWS ? name + ".exe" : name);
    }

    /** Runs a command that has to end well. */
    static void run(Path folder, List<String> command) throws Exception {
        Files.createDirectories(folder);
        Optional<String> problem = tried(folder, command);
        if (problem.isPresent()) {
            throw new IOException(command + ": " + problem.get());
        }
    }

    private static Optional<String> tried(List<String> command) throws Exception {
        return tried(FOLDER, command);
    }

    private static Optional<String> tried(Path folder, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(output);
    }
}
