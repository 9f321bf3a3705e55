package io.github.toxmatrix.tox;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The keys of an environment, as tox's {@code tox_env} and its built-in plugins register them. */
public final class EnvironmentKeys {

    public static final Key<String> ENV_NAME = Key.constant(ValueType.TEXT, Settings::name, "env_name", "envname");

    public static final Key<String> RUNNER = Key.of(ValueType.TEXT, "virtualenv", "runner");

    /** The sections that are asked for what the environment's own does not say. Not a setting of a base section. */
    public static final Key<List<String>> BASE = Key.of(ValueType.LIST, List.of(), "base");

    /** One line; empty where there is none. */
    public static final Key<String> DESCRIPTION = Key.of(ValueType.TEXT, "", "description")
            .finishedBy((settings, text) ->
                    text.replace("\r", "").replace('\n', ' ').replaceAll("\\s+", " "));

    /** Specifications or paths, in the order of preference; empty where any Python will do. */
    public static final Key<List<String>> BASE_PYTHON = Key.derived(
                    ValueType.LIST, BasePython::otherwise, "base_python", "basepython")
            .finishedBy(BasePython::checked);

    public static final Key<List<String>> DEFAULT_BASE_PYTHON =
            Key.of(ValueType.LIST, List.of(), "default_base_python");

    /** Files with a version of Python in them, the first that exists counts. */
    public static final Key<List<String>> BASE_PYTHON_FILE = Key.of(ValueType.LIST, List.of(), "base_python_file");

    public static final Key<Path> ENV_DIR = Key.derived(ValueType.PATH, EnvironmentKeys::place, "env_dir", "envdir")
            .finishedBy(EnvironmentKeys::inRoot);

    /** Emptied before each run. */
    public static final Key<Path> ENV_TMP_DIR = Key.derived(
                    ValueType.PATH, settings -> place(settings).resolve("tmp"), "env_tmp_dir", "envtmpdir")
            .finishedBy(EnvironmentKeys::inRoot);

    public static final Key<Path> ENV_LOG_DIR = Key.derived(
                    ValueType.PATH, settings -> place(settings).resolve("log"), "env_log_dir", "envlogdir")
            .finishedBy(EnvironmentKeys::inRoot);

    public static final Key<Path> ENV_BIN_DIR = Key.constant(
            ValueType.PATH,
            settings -> settings.get(ENV_DIR).resolve(Host.isWindows() ? "Scripts" : "bin"),
            "env_bin_dir",
            "envbindir");

    public static final Key<Path> ENV_PYTHON = Key.constant(
            ValueType.PATH,
            settings -> settings.get(ENV_BIN_DIR).resolve(Host.isWindows() ? "python.exe" : "python"),
            "env_python",
            "envpython");

    public static final Key<Path> ENV_SITE_PACKAGES_DIR =
            Key.constant(ValueType.PATH, BasePython::sitePackages, "env_site_packages_dir", "envsitepackagesdir");

    public static final Key<Path> ENV_SITE_PACKAGES_DIR_PLAT = Key.constant(
            ValueType.PATH, BasePython::sitePackages, "env_site_packages_dir_plat", "envsitepackagesdir_plat");

    public static final Key<String> PY_DOT_VER = Key.constant(
            ValueType.TEXT, settings -> BasePython.interpreter(settings).shortVersion(), "py_dot_ver");

    public static final Key<String> PY_IMPL = Key.constant(
            ValueType.TEXT, settings -> BasePython.interpreter(settings).implementation(), "py_impl");

    public static final Key<Boolean> PY_FREE_THREADED = Key.constant(
            ValueType.BOOL, settings -> BasePython.interpreter(settings).freeThreaded(), "py_free_threaded");

    /** A regular expression over {@code sys.platform}; empty: every platform. */
    public static final Key<String> PLATFORM = Key.of(ValueType.TEXT, "", "platform");

    /** Lines of a requirements file, {@code -r} and {@code -c} lines included. */
    public static final Key<List<String>> DEPS = Key.of(ValueType.REQUIREMENTS, List.of(), "deps");

    public static final Key<List<String>> CONSTRAINTS = Key.of(ValueType.REQUIREMENTS, List.of(), "constraints");

    public static final Key<Boolean> CONSTRAIN_PACKAGE_DEPS = Key.of(ValueType.BOOL, false, "constrain_package_deps");

    public static final Key<Boolean> USE_FROZEN_CONSTRAINTS = Key.of(ValueType.BOOL, false, "use_frozen_constraints");

    /** PEP 735 groups, normalised and sorted. */
    public static final Key<List<String>> DEPENDENCY_GROUPS =
            Key.of(ValueType.LIST, List.of(), "dependency_groups").finishedBy((settings, names) -> normalised(names));

    /** Normalised and sorted. */
    public static final Key<List<String>> EXTRAS =
            Key.of(ValueType.LIST, List.of(), "extras").finishedBy((settings, names) -> normalised(names));

    /** A PEP 751 lock file; empty where there is none. */
    public static final Key<String> PYLOCK = Key.of(ValueType.TEXT, "", "pylock");

    public static final Key<Boolean> SKIP_INSTALL = Key.of(ValueType.BOOL, false, "skip_install")
            .fixedBy(settings -> unpackaged(settings) ? Optional.of(false) : Optional.empty());

    public static final Key<Boolean> USE_DEVELOP = Key.of(ValueType.BOOL, false, "use_develop", "usedevelop")
            .fixedBy(settings -> unpackaged(settings) ? Optional.of(false) : Optional.empty());

    /** {@code sdist}, {@code wheel}, {@code editable}, {@code editable-legacy}, {@code sdist-wheel}, {@code skip} or {@code external}. */
    public static final Key<String> PACKAGE =
            Key.of(ValueType.TEXT, "sdist", "package").fixedBy(EnvironmentKeys::packaging);

    public static final Key<String> PACKAGE_ENV = Key.derived(
            ValueType.TEXT,
            settings -> core(settings).get(CoreKeys.PACKAGE_ENV)
                    + (settings.get(PACKAGE).equals("external") ? "_external" : ""),
            "package_env");

    public static final Key<String> WHEEL_BUILD_ENV =
            Key.derived(ValueType.TEXT, settings -> settings.get(PACKAGE_ENV), "wheel_build_env");

    /** Without what tox itself adds; in the order of the file. */
    public static final Key<Map<String, String>> SET_ENV = Key.of(ValueType.SET_ENV, Map.of(), "set_env", "setenv");

    /** Patterns, tox's defaults included, sorted. */
    public static final Key<List<String>> PASS_ENV =
            Key.of(ValueType.LIST, List.of(), "pass_env", "passenv").finishedBy(PassEnv::withDefaults);

    public static final Key<List<String>> DISALLOW_PASS_ENV = Key.of(ValueType.LIST, List.of(), "disallow_pass_env");

    public static final Key<Path> CHANGE_DIR = Key.derived(
                    ValueType.PATH, settings -> core(settings).get(CoreKeys.TOX_ROOT), "change_dir", "changedir")
            .finishedBy((settings, path) ->
                    path.isAbsolute() ? path : inRoot(settings, path).normalize());

    /** Relative paths among the positional arguments are rewritten to {@link #CHANGE_DIR}. */
    public static final Key<Boolean> ARGS_ARE_PATHS = Key.of(ValueType.BOOL, true, "args_are_paths");

    /** Globs. */
    public static final Key<List<String>> ALLOWLIST_EXTERNALS =
            Key.of(ValueType.LIST, List.of(), "allowlist_externals");

    public static final Key<List<Command>> COMMANDS_PRE = Key.of(ValueType.COMMANDS, List.of(), "commands_pre");

    public static final Key<List<Command>> COMMANDS = Key.of(ValueType.COMMANDS, List.of(), "commands");

    public static final Key<List<Command>> COMMANDS_POST = Key.of(ValueType.COMMANDS, List.of(), "commands_post");

    /** After dependencies and the package are installed, before {@link #COMMANDS_PRE}. */
    public static final Key<List<Command>> EXTRA_SETUP_COMMANDS =
            Key.of(ValueType.COMMANDS, List.of(), "extra_setup_commands");

    /** Before the environment is removed to be made anew. */
    public static final Key<List<Command>> RECREATE_COMMANDS =
            Key.of(ValueType.COMMANDS, List.of(), "recreate_commands");

    /** One command; empty for tox's own. */
    public static final Key<List<Command>> INSTALL_COMMAND = Key.of(ValueType.COMMAND, List.of(), "install_command");

    /** One command. */
    public static final Key<List<Command>> LIST_DEPENDENCIES_COMMAND = Key.of(
            ValueType.COMMANDS,
            List.of(new Command(List.of("python", "-m", "pip", "freeze", "--all"), false, false)),
            "list_dependencies_command");

    /** How often a failed command is tried again. */
    public static final Key<Double> COMMANDS_RETRY = Key.of(ValueType.NUMBER, 0.0, "commands_retry");

    /** Run all commands even if one failed. */
    public static final Key<Boolean> IGNORE_ERRORS = Key.of(ValueType.BOOL, false, "ignore_errors");

    /** A failure of the environment does not fail the run. */
    public static final Key<Boolean> IGNORE_OUTCOME = Key.of(ValueType.BOOL, false, "ignore_outcome");

    /** A failure of the environment ends the run. */
    public static final Key<Boolean> FAIL_FAST = Key.of(ValueType.BOOL, false, "fail_fast");

    public static final Key<Boolean> INTERRUPT_POST_COMMANDS = Key.of(ValueType.BOOL, false, "interrupt_post_commands");

    public static final Key<Boolean> PARALLEL_SHOW_OUTPUT = Key.of(ValueType.BOOL, false, "parallel_show_output");

    /** Seconds. */
    public static final Key<Double> SUICIDE_TIMEOUT = Key.of(ValueType.NUMBER, 0.0, "suicide_timeout");

    /** Seconds. */
    public static final Key<Double> INTERRUPT_TIMEOUT = Key.of(ValueType.NUMBER, 0.3, "interrupt_timeout");

    /** Seconds. */
    public static final Key<Double> TERMINATE_TIMEOUT = Key.of(ValueType.NUMBER, 0.2, "terminate_timeout");

    public static final Key<Boolean> RECREATE = Key.of(ValueType.BOOL, false, "recreate");

    public static final Key<Boolean> PIP_PRE = Key.of(ValueType.BOOL, false, "pip_pre");

    public static final Key<Boolean> SYSTEM_SITE_PACKAGES =
            Key.of(ValueType.BOOL, false, "system_site_packages", "sitepackages");

    public static final Key<Boolean> ALWAYS_COPY = Key.of(ValueType.BOOL, false, "always_copy", "alwayscopy");

    public static final Key<Boolean> DOWNLOAD = Key.of(ValueType.BOOL, false, "download");

    public static final Key<String> VIRTUALENV_SPEC = Key.of(ValueType.TEXT, "", "virtualenv_spec");

    public static final Key<List<String>> DEPENDS = Key.of(ValueType.ENV_LIST, List.of(), "depends");

    /** Sorted. */
    public static final Key<List<String>> LABELS = Key.of(ValueType.LIST, List.of(), "labels")
            .finishedBy((settings, labels) -> List.copyOf(new TreeSet<>(labels)));

    public static final Key<Boolean> SKIP_MISSING_INTERPRETERS = Key.derived(
            ValueType.BOOL,
            settings -> core(settings).get(CoreKeys.SKIP_MISSING_INTERPRETERS),
            "skip_missing_interpreters");

    /** Of the core section; tox has no such key of an environment. */
    public static final Key<Boolean> IGNORE_BASE_PYTHON_CONFLICT = Key.constant(
            ValueType.BOOL,
            settings -> core(settings).get(CoreKeys.IGNORE_BASE_PYTHON_CONFLICT),
            "ignore_base_python_conflict",
            "ignore_basepython_conflict");

    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    private EnvironmentKeys() {}

    static List<Key<?>> all() {
        return List.of(
                ENV_NAME,
                RUNNER,
                BASE,
                DESCRIPTION,
                BASE_PYTHON,
                DEFAULT_BASE_PYTHON,
                BASE_PYTHON_FILE,
                ENV_DIR,
                ENV_TMP_DIR,
                ENV_LOG_DIR,
                ENV_BIN_DIR,
                ENV_PYTHON,
                ENV_SITE_PACKAGES_DIR,
                ENV_SITE_PACKAGES_DIR_PLAT,
                PY_DOT_VER,
                PY_IMPL,
                PY_FREE_THREADED,
                PLATFORM,
                DEPS,
                CONSTRAINTS,
                CONSTRAIN_PACKAGE_DEPS,
                USE_FROZEN_CONSTRAINTS,
                DEPENDENCY_GROUPS,
                EXTRAS,
                PYLOCK,
                SKIP_INSTALL,
                USE_DEVELOP,
                PACKAGE,
                PACKAGE_ENV,
                WHEEL_BUILD_ENV,
                SET_ENV,
                PASS_ENV,
                DISALLOW_PASS_ENV,
                CHANGE_DIR,
                ARGS_ARE_PATHS,
                ALLOWLIST_EXTERNALS,
                COMMANDS_PRE,
                COMMANDS,
                COMMANDS_POST,
                EXTRA_SETUP_COMMANDS,
                RECREATE_COMMANDS,
                INSTALL_COMMAND,
                LIST_DEPENDENCIES_COMMAND,
                COMMANDS_RETRY,
                IGNORE_ERRORS,
                IGNORE_OUTCOME,
                FAIL_FAST,
                INTERRUPT_POST_COMMANDS,
                PARALLEL_SHOW_OUTPUT,
                SUICIDE_TIMEOUT,
                INTERRUPT_TIMEOUT,
                TERMINATE_TIMEOUT,
                RECREATE,
                PIP_PRE,
                SYSTEM_SITE_PACKAGES,
                ALWAYS_COPY,
                DOWNLOAD,
                VIRTUALENV_SPEC,
                DEPENDS,
                LABELS,
                SKIP_MISSING_INTERPRETERS);
    }

    private static Settings core(Settings settings) {
        return settings.configuration().core();
    }

    private static Path inRoot(Settings settings, Path path) {
        return core(settings).get(CoreKeys.TOX_ROOT).resolve(path);
    }

    private static Path place(Settings settings) {
        return settings.configuration()
                .invocation()
                .place()
                .map(place -> place.folder(settings.name()))
                .orElseGet(() -> core(settings).get(CoreKeys.WORK_DIR).resolve(settings.name()));
    }

    /** tox registers no keys of packaging then, so that even their ill-typed values pass. */
    private static boolean unpackaged(Settings settings) {
        return core(settings).get(CoreKeys.NO_PACKAGE);
    }

    private static Optional<String> packaging(Settings settings) {
        if (unpackaged(settings) || settings.get(SKIP_INSTALL)) {
            return Optional.of("skip");
        }
        return settings.get(USE_DEVELOP) ? Optional.of("editable") : Optional.empty();
    }

    private static List<String> normalised(List<String> names) {
        return names.stream()
                .map(name -> SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.toUnmodifiableList());
    }
}
