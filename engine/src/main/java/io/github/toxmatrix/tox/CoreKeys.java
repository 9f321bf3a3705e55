package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of the core section ({@code [tox]}), as tox's {@code config/sets.py} and its plugins register them. */
public final class CoreKeys {

    public static final Key<Path> CONFIG_FILE_PATH =
            Key.constant(ValueType.PATH, settings -> settings.configuration().file(), "config_file_path");

    public static final Key<Path> TOX_ROOT = Key.derived(
                    ValueType.PATH, settings -> settings.configuration().folder(), "tox_root", "toxinidir")
            .finishedBy((settings, path) ->
                    settings.configuration().folder().resolve(path).normalize());

    public static final Key<String> TOX_ROOT_NAME = Key.constant(
            ValueType.TEXT,
            settings -> Optional.ofNullable(settings.configuration().folder().getFileName())
                    .map(Path::toString)
                    .orElse(""),
            "tox_root_name");

    public static final Key<Path> HOME =
            Key.constant(ValueType.PATH, settings -> Path.of(System.getProperty("user.home")), "home");

    public static final Key<Path> WORK_DIR = Key.derived(
                    ValueType.PATH, settings -> settings.get(TOX_ROOT).resolve(".tox"), "work_dir", "toxworkdir")
            .finishedBy(CoreKeys::inRoot);

    public static final Key<Path> TEMP_DIR = Key.derived(
                    ValueType.PATH, settings -> settings.get(WORK_DIR).resolve(".tmp"), "temp_dir")
            .finishedBy(CoreKeys::inRoot);

    public static final Key<List<String>> ENV_LIST = Key.of(ValueType.ENV_LIST, List.of(), "env_list", "envlist");

    public static final Key<Boolean> SKIP_MISSING_INTERPRETERS =
            Key.of(ValueType.BOOL, false, "skip_missing_interpreters");

    public static final Key<Boolean> NO_PACKAGE = Key.of(ValueType.BOOL, false, "no_package", "skipsdist");

    public static final Key<String> PACKAGE_ENV = Key.of(ValueType.TEXT, ".pkg", "package_env", "isolated_build_env");

    public static final Key<Path> PACKAGE_ROOT = Key.derived(
                    ValueType.PATH, settings -> settings.get(TOX_ROOT), "package_root", "setupdir")
            .finishedBy(CoreKeys::inRoot);

    public static final Key<List<String>> REQUIRES = Key.of(ValueType.LIST, List.of(), "requires");

    /** Empty where there is none. */
    public static final Key<String> MIN_VERSION = Key.of(ValueType.TEXT, "", "min_version", "minversion");

    public static final Key<String> PROVISION_TOX_ENV = Key.of(ValueType.TEXT, ".tox", "provision_tox_env");

    public static final Key<String> ON_PLATFORM =
            Key.constant(ValueType.TEXT, settings -> Host.platform(), "on_platform");

    public static final Key<Boolean> IGNORE_BASE_PYTHON_CONFLICT =
            Key.of(ValueType.BOOL, false, "ignore_base_python_conflict", "ignore_basepython_conflict");

    /** The labels' environments: lines of {@code label = environments}. */
    public static final Key<String> LABELS = Key.of(ValueType.TEXT, "", "labels");

    private CoreKeys() {}

    static List<Key<?>> all() {
        return List.of(
                CONFIG_FILE_PATH,
                TOX_ROOT,
                TOX_ROOT_NAME,
                HOME,
                WORK_DIR,
                TEMP_DIR,
                ENV_LIST,
                SKIP_MISSING_INTERPRETERS,
                NO_PACKAGE,
                PACKAGE_ENV,
                PACKAGE_ROOT,
                REQUIRES,
                MIN_VERSION,
                PROVISION_TOX_ENV,
                ON_PLATFORM,
                IGNORE_BASE_PYTHON_CONFLICT,
                LABELS);
    }

    private static Path inRoot(Settings settings, Path path) {
        return settings.get(TOX_ROOT).resolve(path);
    }
}
