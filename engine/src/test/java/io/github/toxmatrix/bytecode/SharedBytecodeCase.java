package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Environments of real interpreters, made without an index, that share bytecode. */
@Timeout(120)
abstract class SharedBytecodeCase {

    @TempDir
    Path folder;

    BytecodeProject project;

    @BeforeEach
    void open() throws IOException {
        project = new BytecodeProject(folder);
    }

    @AfterEach
    void close() {
        project.close();
    }

    void learnFrom(SharedBytecode run, PythonEnvironment environment) throws Exception {
        run.learn(environment, project.scope());
    }

    /** Before 3.7 a source that was written this moment is not trusted. */
    void settle() throws IOException {
        try (Stream<Path> files = Files.walk(project.root())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofMinutes(1))));
            }
        }
    }

    Map<Path, byte[]> bytecode() throws IOException {
        Map<Path, byte[]> files = contents(project.store());
        files.keySet().removeIf(file -> !file.toString().endsWith(".pyc"));
        return files;
    }

    static Map<Path, byte[]> contents(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<Path, byte[]> contents = new java.util.TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readAllBytes(file));
            }
            return contents;
        }
    }
}
