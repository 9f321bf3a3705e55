package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.pep.Requirement;
import io.github.toxmatrix.pep.Version;
import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.KeySet;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.value.ValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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

    public static final Key<Path> PACKAGE_ROOT = Key.derived(
                    ValueType.PATH, settings -> settings.get(TOX_ROOT), "package_root", "setupdir")
            .finishedBy(CoreKeys::inRoot);

    public static final Key<Path> HOME = Key.constant(
            ValueType.PATH,
            settings -> Host.home(settings.configuration().invocation().environ()),
            "home");

    public static final Key<Path> WORK_DIR = Key.derived(
                    ValueType.PATH, settings -> settings.get(TOX_ROOT).resolve(".tox"), "work_dir", "toxworkdir")
            .finishedBy((settings, path) ->
                    settings.configuration().invocation().options().workDir().orElseGet(() -> inRoot(settings, path)));

    public static final Key<Path> TEMP_DIR = Key.derived(
                    ValueType.PATH, settings -> settings.get(WORK_DIR).resolve(".tmp"), "temp_dir")
            .finishedBy(CoreKeys::inRoot);

    static final Key<Optional<Boolean>> VENV_REDIRECT =
            Key.of(ValueType.unset(ValueType.BOOL), Optional.<Boolean>empty(), "venv_redirect");

    static final Key<Optional<String>> VENV_REDIRECT_ENV =
            Key.of(ValueType.unset(ValueType.TEXT), Optional.<String>empty(), "venv_redirect_env");

    /** The Python that stands for the one tox runs in; empty where none is found. */
    static final Key<String> HOST_PYTHON = Key.constant(
            ValueType.TEXT,
            settings -> Pythons.host(settings).stream().findFirst().orElse(""),
            "host_python");

    public static final Key<List<String>> ENV_LIST = Key.of(ValueType.ENV_LIST, List.of(), "env_list", "envlist");

    public static final Key<String> ON_PLATFORM =
            Key.constant(ValueType.TEXT, settings -> Host.platform(), "on_platform");

    public static final Key<Optional<Version>> MIN_VERSION =
            Key.of(ValueType.unset(ValueType.VERSION), Optional.<Version>empty(), "min_version", "minversion");

    public static final Key<String> PROVISION_TOX_ENV = Key.of(ValueType.TEXT, ".tox", "provision_tox_env");

    /** What the Python that runs tox must have, {@code tox} itself last. */
    public static final Key<List<String>> REQUIRES =
            Key.of(ValueType.SPECIFICATIONS, List.of(), "requires").finishedBy(CoreKeys::withTox);

    /** Environments by label. */
    public static final Key<Map<String, List<String>>> LABELS = Key.of(ValueType.LABELS, Map.of(), "labels");

    public static final Key<Boolean> IGNORE_BASE_PYTHON_CONFLICT =
            Key.of(ValueType.BOOL, false, "ignore_base_python_conflict", "ignore_basepython_conflict");

    public static final Key<Boolean> SKIP_MISSING_INTERPRETERS =
            Key.of(ValueType.BOOL, false, "skip_missing_interpreters").finishedBy(CoreKeys::skipMissing);

    public static final Key<Boolean> NO_PACKAGE = Key.of(ValueType.BOOL, false, "no_package", "skipsdist");

    public static final Key<String> PACKAGE_ENV = Key.of(ValueType.TEXT, ".pkg", "package_env", "isolated_build_env");

    /** Whether there is a package to build; no key of tox's, but looked up once for all environments. */
    static final Key<Boolean> IS_PROJECT = Key.constant(
            ValueType.BOOL,
            settings -> Stream.of("pyproject.toml", "setup.py", "setup.cfg")
                    .anyMatch(name -> Files.exists(settings.get(TOX_ROOT).resolve(name))),
            "is_project");

    /** Those that are there before the first environment is; this one registers the rest. */
    public static final KeySet ALWAYS = KeySet.of(
            CONFIG_FILE_PATH,
            TOX_ROOT,
            TOX_ROOT_NAME,
            PACKAGE_ROOT,
            HOME,
            WORK_DIR,
            TEMP_DIR,
            VENV_REDIRECT,
            VENV_REDIRECT_ENV,
            HOST_PYTHON,
            ENV_LIST,
            EnvironmentKeys.BASE,
            ON_PLATFORM,
            MIN_VERSION,
            PROVISION_TOX_ENV,
            REQUIRES,
            LABELS,
            IGNORE_BASE_PYTHON_CONFLICT,
            SKIP_MISSING_INTERPRETERS,
            NO_PACKAGE);

    /** Once an environment needs the package. */
    public static final KeySet PACKAGED = ALWAYS.and(PACKAGE_ENV);

    private CoreKeys() {}

    static boolean skipMissing(Settings settings, boolean configured) {
        return settings.configuration()
                .invocation()
                .options()
                .skipMissingInterpreters()
                .orElse(configured);
    }

    private static Path inRoot(Settings settings, Path path) {
        return settings.get(TOX_ROOT).resolve(path);
    }

    private static List<String> withTox(Settings settings, List<String> requires) {
        List<String> all = new ArrayList<>(requires);
        String bound = settings.get(MIN_VERSION).map(version -> ">=" + version).orElse("");
        all.add(Requirement.parse("tox" + bound).toString());
        return List.copyOf(all);
    }
}
