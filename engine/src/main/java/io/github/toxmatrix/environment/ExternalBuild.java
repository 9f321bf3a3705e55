package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.process.Program;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.PackageEnvironmentKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.text.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code package = external}: commands of a package environment leave a package where {@code package_glob} finds it (tox's
 * {@code tox_env/python/virtual_env/package/cmd_builder.py}).
 *
 * @param open the package environment, empty
 */
record ExternalBuild(OpenEnvironment open) {

    /** Sorted, a line each; as Python reads the pattern, whose special characters tox escapes for it. */
    private static final String GLOB =
            """
            import glob, sys
            for found in sorted(glob.glob(sys.argv[1])):
                print(found)
            """;

    /** The one package that there is. */
    Path run(StringBuilder output) throws ProvisionException, IOException, InterruptedException {
        ToxEnvironment builder = open.settings();
        EnvironmentFolder.makeEmpty(builder.get(EnvironmentKeys.ENV_TMP_DIR));
        List<String> deps = builder.get(DependencyKeys.DEPS);
        if (!deps.isEmpty()) {
            output.append(open.install(deps));
        }
        Path directory = Files.createDirectories(builder.get(RunKeys.CHANGE_DIR));
        boolean failed = false;
        for (Command command : builder.get(RunKeys.COMMANDS)) {
            Optional<ProvisionException> failure = run(command, directory, output);
            failed |= failure.isPresent();
            if (failure.isPresent() && !builder.get(RunKeys.IGNORE_ERRORS)) {
                throw failure.get();
            }
        }
        if (failed) {
            throw new ProvisionException("stopping as failed to build package", output.toString());
        }
        return only(builder.get(PackageEnvironmentKeys.PACKAGE_GLOB), output);
    }

    private Optional<ProvisionException> run(Command command, Path directory, StringBuilder output)
            throws IOException, InterruptedException {
        String text = String.join(" ", command.args());
        Installation own = open.installation();
        Allowlist allowlist =
                new Allowlist(open.environment().scripts(), open.settings().get(EnvironmentKeys.ALLOWLIST_EXTERNALS));
        String program = command.args().get(0);
        Optional<Path> file = Program.locate(program, directory, own.variables());
        if (file.isPresent() && !allowlist.allows(program, file.get())) {
            return Optional.of(new ProvisionException(
                    program + " is not a program of the package environment (it is " + file.get()
                            + "); add it to allowlist_externals to allow it",
                    ""));
        }
        Optional<ProvisionException> failure = Optional.empty();
        try {
            output.append(open.runBuild(
                    new Installation(own.processes(), own.environment(), directory, own.variables()), command.args()));
        } catch (ProvisionException failed) {
            output.append(failed.output());
            failure = Optional.of(failed);
        }
        if (command.ignoreExitCode() || command.invertExitCode() == failure.isPresent()) {
            return Optional.empty();
        }
        String reason = failure.map(failed -> ": " + failed.getMessage()).orElse(", but should have failed");
        return Optional.of(new ProvisionException("building the package by " + text + reason, ""));
    }

    private Path only(String glob, StringBuilder output) throws ProvisionException, InterruptedException {
        List<String> command = List.of(open.environment().python().toString(), "-c", GLOB, glob);
        List<String> found = open.installation().run(command).lines().toList();
        if (found.size() == 1) {
            return Path.of(found.get(0));
        }
        String name = open.settings().name();
        throw new ProvisionException(
                found.isEmpty()
                        ? "no package found in " + glob + ": the commands of " + name
                                + " have left none there; package_glob says where they do"
                        : "found more than one package " + String.join(", ", found) + ": package_glob of " + name
                                + " has to match one alone",
                output.toString());
    }
}
