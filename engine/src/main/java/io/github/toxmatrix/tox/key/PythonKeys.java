package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.value.ValueType;
import java.nio.file.Path;
import java.util.List;

/**
 * The keys of an environment with a Python, which virtualenv makes (tox's {@code tox_env/python/api.py},
 * {@code tox_env/python/virtual_env/api.py}).
 */
public final class PythonKeys {

    /** The Python that tox runs in; here the one that stands for it, none where no Python is found. */
    public static final Key<List<String>> DEFAULT_BASE_PYTHON =
            Key.derived(ValueType.LIST_OR_TEXT, Pythons::host, "default_base_python");

    /** Files with a version of Python in them, the first that exists counts. */
    public static final Key<List<String>> BASE_PYTHON_FILE =
            Key.of(ValueType.LIST_OR_TEXT, List.of(), "base_python_file");

    /** Specifications or paths, in the order of preference; empty where any Python will do. */
    public static final Key<List<String>> BASE_PYTHON = Key.derived(
                    ValueType.LIST_OR_TEXT, BasePython::otherwise, "base_python", "basepython")
            .finishedBy(BasePython::checked);

    public static final Key<Path> ENV_SITE_PACKAGES_DIR = Key.constant(
            ValueType.PATH,
            settings -> Pythons.of(settings).sitePackages(),
            "env_site_packages_dir",
            "envsitepackagesdir");

    public static final Key<Path> ENV_SITE_PACKAGES_DIR_PLAT = Key.constant(
            ValueType.PATH,
            settings -> Pythons.of(settings).sitePackages(),
            "env_site_packages_dir_plat",
            "envsitepackagesdir_plat");

    public static final Key<Path> ENV_BIN_DIR =
            Key.constant(ValueType.PATH, settings -> Pythons.of(settings).scripts(), "env_bin_dir", "envbindir");

    public static final Key<Path> ENV_PYTHON = Key.constant(
            ValueType.PATH,
            settings -> Pythons.of(settings).scripts().resolve(Host.isWindows() ? "python.exe" : "python"),
            "env_python",
            "envpython");

    public static final Key<String> PY_DOT_VER = Key.constant(
            ValueType.TEXT, settings -> Pythons.of(settings).require().shortVersion(), "py_dot_ver");

    public static final Key<String> PY_IMPL = Key.constant(
            ValueType.TEXT, settings -> Pythons.of(settings).require().implementation(), "py_impl");

    public static final Key<Boolean> PY_FREE_THREADED = Key.constant(
            ValueType.BOOL, settings -> Pythons.of(settings).require().freeThreaded(), "py_free_threaded");

    /** Builds for debugging are not told apart here. */
    public static final Key<Boolean> PY_DEBUG = Key.constant(ValueType.BOOL, PythonKeys::isDebug, "py_debug");

    public static final Key<Boolean> SKIP_MISSING_INTERPRETERS = Key.derived(
                    ValueType.BOOL,
                    settings -> settings.core().get(CoreKeys.SKIP_MISSING_INTERPRETERS),
                    "skip_missing_interpreters")
            .finishedBy(CoreKeys::skipMissing);

    public static final Key<Boolean> SYSTEM_SITE_PACKAGES = Key.derived(
            ValueType.BOOL,
            settings -> VirtualenvVariables.flag(settings, "VIRTUALENV_SYSTEM_SITE_PACKAGES"),
            "system_site_packages",
            "sitepackages");

    public static final Key<Boolean> ALWAYS_COPY = Key.derived(
            ValueType.BOOL,
            settings -> VirtualenvVariables.flag(settings, "VIRTUALENV_COPIES", "VIRTUALENV_ALWAYS_COPY"),
            "always_copy",
            "alwayscopy");

    public static final Key<Boolean> DOWNLOAD = Key.derived(
            ValueType.BOOL, settings -> VirtualenvVariables.flag(settings, "VIRTUALENV_DOWNLOAD"), "download");

    /** The version of virtualenv that can still make an environment of an old Python; empty for any. */
    public static final Key<String> VIRTUALENV_SPEC =
            Key.derived(ValueType.TEXT, BasePython::virtualenvSpec, "virtualenv_spec");

    private PythonKeys() {}

    private static boolean isDebug(Settings settings) {
        Pythons.of(settings).require();
        return false;
    }
}
