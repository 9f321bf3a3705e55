package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.pin.RepeatedPins;
import io.github.toxmatrix.environment.requirement.DependencyGroups;
import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.InstallerKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code deps}, {@code constraints} and {@code pip_pre} of a project's environments ask an installer for. */
final class Dependencies {

    private final ToxProject project;
    private final DependencyGroups.Reader groups = new DependencyGroups.Reader();

    Dependencies(ToxProject project) {
        this.project = project;
    }

    /**
     * Lines of a requirements file; none if there is nothing to install.
     *
     * @param folder of the environment, which takes files that are made of lines
     */
    List<String> of(ToxEnvironment environment, Path folder)
            throws ProvisionException, IOException, InterruptedException {
        List<String> deps = environment.get(DependencyKeys.DEPS);
        return lines(environment, RequirementLines.hashesToFile(deps, folder.resolve("hashed.txt")));
    }

    /** The same before there is a folder; lines with hashes, which no pins stand for, are among the others. */
    List<String> lines(ToxEnvironment environment) throws ProvisionException, InterruptedException {
        return lines(environment, environment.get(DependencyKeys.DEPS));
    }

    private List<String> lines(ToxEnvironment environment, List<String> deps)
            throws ProvisionException, InterruptedException {
        if (!environment.get(DependencyKeys.PYLOCK).isEmpty()) {
            return locked(environment);
        }
        List<String> arguments = new ArrayList<>(deps);
        List<String> named = environment.get(DependencyKeys.DEPENDENCY_GROUPS);
        if (!named.isEmpty()) {
            arguments.addAll(groups.below(project.get(CoreKeys.PACKAGE_ROOT)).requirements(named));
        }
        if (arguments.isEmpty()) {
            return arguments;
        }
        arguments.addAll(options(environment));
        return arguments;
    }

    /** As {@code tox_env/python/runner.py}: a lock file instead of {@code deps}. */
    private List<String> locked(ToxEnvironment environment) throws ProvisionException {
        SourcePosition position = environment.position(DependencyKeys.PYLOCK);
        String name = environment.get(DependencyKeys.PYLOCK);
        Path file = project.get(CoreKeys.PACKAGE_ROOT).resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new ProvisionException(position + ": pylock file '" + name + "' not found at " + file, "");
        }
        List<String> lines = new ArrayList<>(List.of("-r " + file));
        environment.get(DependencyKeys.EXTRAS).forEach(extra -> lines.add("--extra " + extra));
        environment.get(DependencyKeys.DEPENDENCY_GROUPS).forEach(group -> lines.add("--group " + group));
        return lines;
    }

    /** {@link #options}, and what {@code constrain_package_deps} adds. */
    static List<String> optionsOfPackage(ToxEnvironment environment, Path folder) {
        List<String> lines = options(environment);
        new PackageConstraints(environment, folder).file().ifPresent(file -> lines.add("-c " + file));
        Path pinned = RepeatedPins.constraints(folder);
        if (Files.exists(pinned)) {
            lines.add("-c " + pinned);
        }
        return lines;
    }

    /** {@code constraints} and {@code pip_pre}, which go with every installation. */
    static List<String> options(ToxEnvironment environment) {
        List<String> lines = new ArrayList<>();
        for (String line : environment.get(InstallerKeys.CONSTRAINTS)) {
            lines.add(line.startsWith("-") ? line : "-c " + line);
        }
        if (environment.get(InstallerKeys.PIP_PRE)) {
            lines.add("--pre");
        }
        return lines;
    }
}
