package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.setting.EnvironmentKind;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.KeySet;

/** The groups of keys as tox's classes register them, one calling the other; the order is the one that is printed. */
public final class RegisteredKeys {

    private static final KeySet COMMON = KeySet.of(
            EnvironmentKeys.ENV_NAME,
            EnvironmentKeys.LABELS,
            EnvironmentKeys.ENV_DIR,
            EnvironmentKeys.ENV_TMP_DIR,
            EnvironmentKeys.ENV_LOG_DIR,
            EnvironmentKeys.SUICIDE_TIMEOUT,
            EnvironmentKeys.INTERRUPT_TIMEOUT,
            EnvironmentKeys.TERMINATE_TIMEOUT,
            EnvironmentKeys.PLATFORM,
            EnvironmentKeys.PASS_ENV,
            EnvironmentKeys.DISALLOW_PASS_ENV,
            EnvironmentKeys.PARALLEL_SHOW_OUTPUT,
            EnvironmentKeys.RECREATE,
            EnvironmentKeys.ALLOWLIST_EXTERNALS,
            InstallerKeys.LIST_DEPENDENCIES_COMMAND,
            InstallerKeys.PIP_PRE,
            InstallerKeys.INSTALL_COMMAND,
            InstallerKeys.CONSTRAINTS,
            InstallerKeys.CONSTRAIN_PACKAGE_DEPS,
            InstallerKeys.USE_FROZEN_CONSTRAINTS);

    private static final KeySet RUN = KeySet.of(
                    EnvironmentKeys.SET_ENV, EnvironmentKeys.BASE, RunKeys.RUNNER, RunKeys.DESCRIPTION, RunKeys.DEPENDS)
            .and(COMMON)
            .and(
                    RunKeys.COMMANDS_PRE,
                    RunKeys.COMMANDS,
                    RunKeys.COMMANDS_POST,
                    RunKeys.INTERRUPT_POST_COMMANDS,
                    RunKeys.RECREATE_COMMANDS,
                    RunKeys.CHANGE_DIR,
                    RunKeys.ARGS_ARE_PATHS,
                    RunKeys.IGNORE_ERRORS,
                    RunKeys.COMMANDS_RETRY,
                    RunKeys.IGNORE_OUTCOME,
                    RunKeys.FAIL_FAST);

    private static final KeySet PYTHON = KeySet.of(
            PythonKeys.DEFAULT_BASE_PYTHON,
            PythonKeys.BASE_PYTHON_FILE,
            PythonKeys.BASE_PYTHON,
            PythonKeys.ENV_SITE_PACKAGES_DIR,
            PythonKeys.ENV_SITE_PACKAGES_DIR_PLAT,
            PythonKeys.ENV_BIN_DIR,
            PythonKeys.ENV_PYTHON,
            PythonKeys.PY_DOT_VER,
            PythonKeys.PY_IMPL,
            PythonKeys.PY_FREE_THREADED,
            PythonKeys.PY_DEBUG);

    private static final KeySet INSTALLED = KeySet.of(
            DependencyKeys.DEPS,
            DependencyKeys.DEPENDENCY_GROUPS,
            DependencyKeys.EXTRAS,
            DependencyKeys.PYLOCK,
            DependencyKeys.EXTRA_SETUP_COMMANDS);

    private static final KeySet VIRTUALENV = KeySet.of(
            PythonKeys.SYSTEM_SITE_PACKAGES, PythonKeys.ALWAYS_COPY, PythonKeys.DOWNLOAD, PythonKeys.VIRTUALENV_SPEC);

    private static final KeySet PACKAGE = KeySet.of(EnvironmentKeys.SET_ENV, EnvironmentKeys.BASE)
            .and(COMMON)
            .and(PackageEnvironmentKeys.PACKAGE_ROOT)
            .and(PYTHON)
            .and(VIRTUALENV)
            .and(PythonKeys.SKIP_MISSING_INTERPRETERS);

    private static final KeySet RUNNER = RUN.and(PYTHON)
            .and(INSTALLED)
            .and(PythonKeys.SKIP_MISSING_INTERPRETERS)
            .and(VIRTUALENV);

    private static final KeySet SCRIPT_RUNNER =
            RUN.and(PYTHON).and(VIRTUALENV).and(ScriptKeys.SCRIPT, PythonKeys.SKIP_MISSING_INTERPRETERS);

    private static final KeySet PACKAGER = PACKAGE.and(backend());

    private static final KeySet COMMAND_PACKAGER = PACKAGE.and(
            DependencyKeys.DEPS,
            RunKeys.COMMANDS,
            RunKeys.CHANGE_DIR,
            RunKeys.IGNORE_ERRORS,
            PackageEnvironmentKeys.PACKAGE_GLOB);

    private RegisteredKeys() {}

    /** Those that an environment of the kind has whatever its settings are. */
    public static KeySet of(EnvironmentKind kind) {
        return switch (kind) {
            case RUNNER -> RUNNER;
            case SCRIPT_RUNNER -> SCRIPT_RUNNER;
            case PACKAGER -> PACKAGER;
            case COMMAND_PACKAGER -> COMMAND_PACKAGER;
        };
    }

    private static KeySet backend() {
        KeySet keys = KeySet.of(PackageEnvironmentKeys.META_DIR, PackageEnvironmentKeys.PKG_DIR);
        for (Key<?> hook : PackageEnvironmentKeys.CONFIG_SETTINGS) {
            keys = keys.and(hook);
        }
        return keys.and(PackageEnvironmentKeys.FRESH_SUBPROCESS, PackageEnvironmentKeys.DEPS);
    }
}
