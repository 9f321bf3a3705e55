package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.PackageEnvironmentKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import java.util.Set;

/**
 * The {@code deps} of a package environment, which tox takes only where an environment of the configuration, to be run or not, is of a
 * kind that PEP 517 does not know, as where a {@code setup.py} is run ({@code tox_env/python/virtual_env/package/pyproject.py}).
 */
record RefusedDependencies(ToxProject project) {

    private static final Set<String> OTHER_KINDS = Set.of("editable-legacy", "deps-only", "external");

    /** @param name of a package environment that is to build by PEP 517 */
    void check(String name) throws ProvisionException {
        ToxEnvironment builder = project.packageEnvironment(name);
        if (!builder.get(PackageEnvironmentKeys.DEPS).isEmpty()
                && project.environments().stream().noneMatch(environment -> takesDependencies(environment, name))) {
            throw new ProvisionException(
                    builder.position(PackageEnvironmentKeys.DEPS) + ": PEP-517 packaging environment '" + name
                            + "' does not support the deps configuration: name them in build-system.requires of"
                            + " pyproject.toml",
                    "");
        }
    }

    private static boolean takesDependencies(ToxEnvironment environment, String builder) {
        try {
            return OTHER_KINDS.contains(environment.get(PackagingKeys.PACKAGE))
                    && environment.get(PackagingKeys.PACKAGE_ENV).equals(builder);
        } catch (ToxConfigurationException unreadable) {
            return false; // it fails in its own turn
        }
    }
}
