package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The keys of an environment. */
public final class EnvironmentKeys {

    public static final Key<String> RUNNER = Key.of("runner");

    /** Empty where there is none. */
    public static final Key<String> DESCRIPTION = Key.of("description");

    /** Specifications or paths, in the order of preference. */
    public static final Key<List<String>> BASE_PYTHON = Key.of("base_python", "basepython");

    public static final Key<Path> ENV_DIR = Key.of("env_dir", "envdir");

    /** Emptied before each run. */
    public static final Key<Path> ENV_TMP_DIR = Key.of("env_tmp_dir", "envtmpdir");

    public static final Key<Path> ENV_LOG_DIR = Key.of("env_log_dir", "envlogdir");

    /** A regular expression over {@code sys.platform}; empty: every platform. */
    public static final Key<String> PLATFORM = Key.of("platform");

    /** Lines of a requirements file, {@code -r} and {@code -c} lines included. */
    public static final Key<List<String>> DEPS = Key.of("deps");

    public static final Key<List<String>> CONSTRAINTS = Key.of("constraints");

    /** PEP 735 groups. */
    public static final Key<List<String>> DEPENDENCY_GROUPS = Key.of("dependency_groups");

    public static final Key<List<String>> EXTRAS = Key.of("extras");

    /** {@code sdist}, {@code wheel}, {@code editable}, {@code editable-legacy}, {@code sdist-wheel}, {@code skip} or {@code external}. */
    public static final Key<String> PACKAGE = Key.of("package");

    public static final Key<String> PACKAGE_ENV = Key.of("package_env");

    public static final Key<String> WHEEL_BUILD_ENV = Key.of("wheel_build_env");

    public static final Key<Boolean> SKIP_INSTALL = Key.of("skip_install");

    public static final Key<Boolean> USE_DEVELOP = Key.of("use_develop", "usedevelop");

    /** Without what tox itself adds; in the order of the file. */
    public static final Key<Map<String, String>> SET_ENV = Key.of("set_env", "setenv");

    /** Patterns, tox's defaults included. */
    public static final Key<List<String>> PASS_ENV = Key.of("pass_env", "passenv");

    public static final Key<List<String>> DISALLOW_PASS_ENV = Key.of("disallow_pass_env");

    public static final Key<Path> CHANGE_DIR = Key.of("change_dir", "changedir");

    /** Globs. */
    public static final Key<List<String>> ALLOWLIST_EXTERNALS = Key.of("allowlist_externals");

    public static final Key<List<Command>> COMMANDS_PRE = Key.of("commands_pre");

    public static final Key<List<Command>> COMMANDS = Key.of("commands");

    public static final Key<List<Command>> COMMANDS_POST = Key.of("commands_post");

    /** Run all commands even if one failed. */
    public static final Key<Boolean> IGNORE_ERRORS = Key.of("ignore_errors");

    /** A failure of the environment does not fail the run. */
    public static final Key<Boolean> IGNORE_OUTCOME = Key.of("ignore_outcome");

    public static final Key<Boolean> PIP_PRE = Key.of("pip_pre");

    public static final Key<Boolean> SYSTEM_SITE_PACKAGES = Key.of("system_site_packages", "sitepackages");

    public static final Key<List<String>> DEPENDS = Key.of("depends");

    public static final Key<List<String>> LABELS = Key.of("labels");

    public static final Key<Boolean> IGNORE_BASE_PYTHON_CONFLICT =
            Key.of("ignore_base_python_conflict", "ignore_basepython_conflict");

    private EnvironmentKeys() {}
}
