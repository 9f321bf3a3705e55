package io.github.toxmatrix.environment.option;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is not installed, or in place of something else, whatever the configuration says: options of {@code tox run}
 * ({@code tox/session/cmd/run/common.py}).
 *
 * @param skipEnvironment {@code --skip-env-install}: neither dependencies nor the project's package are installed
 * @param skipPackage {@code --skip-pkg-install}: the package is neither built nor installed, nor is what it depends on
 * @param packageFile {@code --installpkg}: a wheel or an sdist that is installed instead of the project's package; absolute
 */
public record InstallOptions(boolean skipEnvironment, boolean skipPackage, Optional<Path> packageFile) {

    /** All that the configuration says. */
    public static final InstallOptions AS_CONFIGURED = new InstallOptions(false, false, Optional.empty());

    /** Why there is no package, naming the option; empty where there is one. */
    public Optional<String> withoutPackage() {
        return skipEnvironment
                ? Optional.of(withoutDependencies())
                : skipPackage
                        ? Optional.of("the package is neither built nor installed (skip-pkg-install)")
                        : Optional.empty();
    }

    /** Why there are no dependencies. */
    public String withoutDependencies() {
        return "neither dependencies nor the package are installed (skip-env-install)";
    }
}
