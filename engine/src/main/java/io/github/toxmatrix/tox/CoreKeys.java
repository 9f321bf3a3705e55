package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.List;

/** The keys of the core section ({@code [tox]}). */
public final class CoreKeys {

    public static final Key<Path> TOX_ROOT = Key.of("tox_root", "toxinidir");

    public static final Key<Path> WORK_DIR = Key.of("work_dir", "toxworkdir");

    public static final Key<Path> TEMP_DIR = Key.of("temp_dir");

    public static final Key<List<String>> ENV_LIST = Key.of("env_list", "envlist");

    public static final Key<Boolean> SKIP_MISSING_INTERPRETERS = Key.of("skip_missing_interpreters");

    public static final Key<Boolean> NO_PACKAGE = Key.of("no_package", "skipsdist");

    public static final Key<String> PACKAGE_ENV = Key.of("package_env");

    public static final Key<Path> PACKAGE_ROOT = Key.of("package_root", "setupdir");

    public static final Key<List<String>> REQUIRES = Key.of("requires");

    /** Empty where there is none. */
    public static final Key<String> MIN_VERSION = Key.of("min_version");

    public static final Key<Boolean> IGNORE_BASE_PYTHON_CONFLICT =
            Key.of("ignore_base_python_conflict", "ignore_basepython_conflict");

    private CoreKeys() {}
}
