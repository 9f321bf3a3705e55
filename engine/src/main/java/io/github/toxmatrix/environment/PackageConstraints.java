package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.PythonEnvironment;
import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.InstallerKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code constrain_package_deps} holds the package's own dependencies to: what {@code deps} say, or with
 * {@code use_frozen_constraints} what they brought ({@code tox_env/python/pip/pip_install.py}). Constraints that the
 * configuration names itself ({@code constraints}) go with every installation and stand for these.
 */
record PackageConstraints(ToxEnvironment environment, Path folder) {

    /** A distribution's metadata say its name and version; asked of the environment, whether it has a pip or not. */
    private static final String FREEZE =
            """
            try:
                from importlib.metadata import distributions
                found = [(d.metadata["Name"], d.version) for d in distributions()]
            except ImportError:
                import pkg_resources
                found = [(d.project_name, d.version) for d in pkg_resources.working_set]
            for name, version in sorted(found):
                print(name + "==" + version)
            """;

    private boolean isWanted() {
        return environment.get(InstallerKeys.CONSTRAIN_PACKAGE_DEPS)
                && environment.get(InstallerKeys.CONSTRAINTS).isEmpty();
    }

    /** Where they are kept, if there are any. */
    Optional<Path> file() {
        Path file = folder.resolve("constraints.txt");
        return isWanted() && Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /** To be called when {@code deps} are installed. */
    void write(PythonEnvironment made, Installation installation) throws ProvisionException, IOException {
        if (!isWanted()) {
            return;
        }
        List<String> lines = environment.get(InstallerKeys.USE_FROZEN_CONSTRAINTS)
                ? frozen(made, installation)
                : RequirementLines.asConstraints(environment.get(DependencyKeys.DEPS), installation.directory());
        Files.writeString(folder.resolve("constraints.txt"), String.join("\n", lines) + "\n");
    }

    private static List<String> frozen(PythonEnvironment made, Installation installation)
            throws ProvisionException, IOException {
        List<String> command = List.of(made.python().toString(), "-c", FREEZE);
        return ShortProcess.run(command, installation.variables())
                .orElseThrow(() -> new ProvisionException(
                        "cannot list what is installed, for use_frozen_constraints: " + made.python() + " failed", ""))
                .lines()
                .toList();
    }
}
