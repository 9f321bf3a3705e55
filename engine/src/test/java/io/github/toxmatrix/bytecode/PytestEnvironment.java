package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.python.PythonWithPytest;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/** Environments of a {@link BytecodeProject} in which there is a real pytest. */
final class PytestEnvironment {

    private PytestEnvironment() {}

    static PythonEnvironment make(BytecodeProject project, String version, Map<String, String> variables)
            throws Exception {
        return make(project, version, variables, "pytest pytest-cov");
    }

    /** @param packages to be installed, separated by blanks */
    static PythonEnvironment make(
            BytecodeProject project, String version, Map<String, String> variables, String packages) throws Exception {
        Path python = PythonWithPytest.python(version, packages.split(" "));
        PythonEnvironment made = project.environment("env", version, variables);
        Path installed = python.resolveSibling("../lib").normalize();
        copy(installed.resolve("python" + made.base().shortVersion()).resolve("site-packages"), made.sitePackages());
        Map<String, String> all = new HashMap<>(made.variables());
        all.put("PYTHONPATH", project.root().resolve("src") + File.pathSeparator + project.root());
        all.put("PYTHONIOENCODING", "utf-8");
        return new PythonEnvironment(
                made.directory(), made.base(), made.python(), made.scripts(), made.sitePackages(), all);
    }

    /** Without {@code __pycache__}. */
    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (directory.endsWith("__pycache__")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file).toString());
                // With its time, which the bytecode of Python 2.7 beside it names.
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
