package io.github.toxmatrix.environment;

import io.github.toxmatrix.tox.CoreKeys;
import io.github.toxmatrix.tox.DependencyKeys;
import io.github.toxmatrix.tox.InstallerKeys;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import java.util.ArrayList;
import java.util.List;

/** What {@code deps}, {@code constraints} and {@code pip_pre} ask an installer for. */
final class Dependencies {

    private Dependencies() {}

    /** Arguments of {@code pip install}; none if there is nothing to install. */
    static List<String> of(ToxProject project, ToxEnvironment environment) throws ProvisionException {
        List<String> arguments = new ArrayList<>(environment.get(DependencyKeys.DEPS));
        List<String> groups = environment.get(DependencyKeys.DEPENDENCY_GROUPS);
        if (!groups.isEmpty()) {
            arguments.addAll(DependencyGroups.resolve(project.get(CoreKeys.PACKAGE_ROOT), groups));
        }
        if (arguments.isEmpty()) {
            return arguments;
        }
        arguments.addAll(options(environment));
        return arguments;
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
