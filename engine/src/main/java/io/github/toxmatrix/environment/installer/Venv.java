package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The venv that comes with an interpreter. */
final class Venv {

    private Venv() {}

    /**
     * The command that makes one.
     *
     * @param pip whether with the pip that comes with the interpreter
     */
    static List<String> command(
            Path environment, Interpreter base, PythonInstaller.CreateOptions options, boolean pip) {
        List<String> command = new ArrayList<>(List.of(base.executable().toString(), "-I", "-m", "venv"));
        if (options.alwaysCopy()) {
            command.add("--copies");
        }
        if (!pip) {
            command.add("--without-pip");
        }
        if (options.systemSitePackages()) {
            command.add("--system-site-packages");
        }
        command.addAll(List.of("--prompt", options.prompt(), environment.toString()));
        return command;
    }

    static Path python(Path environment) {
        return Platform.current()
                .scripts(environment)
                .resolve(Platform.current().executable("python"));
    }
}
