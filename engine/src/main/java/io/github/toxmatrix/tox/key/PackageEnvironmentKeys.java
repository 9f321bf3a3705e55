package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.document.TomlDocument;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.value.ValueType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of an environment that builds the package (tox's {@code tox_env/package.py},
 * {@code tox_env/python/virtual_env/package}).
 */
public final class PackageEnvironmentKeys {

    public static final Key<Path> PACKAGE_ROOT = Key.derived(
                    ValueType.PATH, settings -> settings.core().get(CoreKeys.PACKAGE_ROOT), "package_root", "setupdir")
            .finishedBy(EnvironmentKeys::inRoot);

    /** Of an environment that calls the build backend; one that runs commands has {@link DependencyKeys#DEPS}. */
    public static final Key<List<String>> DEPS = Key.of(ValueType.SPECIFICATIONS, List.of(), "deps");

    static final Key<Path> META_DIR = Key.derived(
                    ValueType.PATH,
                    settings -> settings.get(EnvironmentKeys.ENV_DIR).resolve(".meta"),
                    "meta_dir")
            .finishedBy(EnvironmentKeys::inRoot);

    public static final Key<Path> PKG_DIR = Key.derived(
                    ValueType.PATH,
                    settings -> settings.get(EnvironmentKeys.ENV_DIR).resolve("dist"),
                    "pkg_dir")
            .finishedBy(EnvironmentKeys::inRoot);

    /** What each hook of the build backend is given, PEP 517. */
    static final List<Key<Optional<Map<String, String>>>> CONFIG_SETTINGS = Stream.of(
                    "get_requires_for_build_sdist",
                    "build_sdist",
                    "get_requires_for_build_wheel",
                    "prepare_metadata_for_build_wheel",
                    "build_wheel",
                    "get_requires_for_build_editable",
                    "prepare_metadata_for_build_editable",
                    "build_editable")
            .map(hook -> Key.of(
                    ValueType.optional(ValueType.MAPPING),
                    Optional.<Map<String, String>>empty(),
                    "config_settings_" + hook))
            .toList();

    static final Key<Boolean> FRESH_SUBPROCESS =
            Key.derived(ValueType.BOOL, PackageEnvironmentKeys::isSetuptools, "fresh_subprocess");

    /** Where the commands of an environment that builds by commands leave the package. */
    public static final Key<String> PACKAGE_GLOB = Key.derived(
                    ValueType.TEXT,
                    settings ->
                            escaped(settings.get(EnvironmentKeys.ENV_TMP_DIR).resolve("dist")) + "/*",
                    "package_glob")
            .finishedBy((settings, glob) ->
                    Path.of(glob).isAbsolute() ? glob : escaped(settings.core().get(CoreKeys.TOX_ROOT)) + "/" + glob);

    private PackageEnvironmentKeys() {}

    /**
     * What a hook of the build backend is given.
     *
     * @param hook one of those of PEP 517 and 660
     */
    public static Key<Optional<Map<String, String>>> configSettings(String hook) {
        return CONFIG_SETTINGS.stream()
                .filter(key -> key.names().contains("config_settings_" + hook))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no hook that takes config settings: " + hook));
    }

    /** PEP 518: also where nothing says what the backend is. */
    private static boolean isSetuptools(Settings settings) {
        Path file = settings.get(PACKAGE_ROOT).resolve("pyproject.toml");
        Optional<Object> backend = Files.exists(file)
                ? TomlDocument.read(file).at(List.of("build-system", "build-backend"))
                : Optional.empty();
        return backend.map(String::valueOf)
                .orElse("setuptools")
                .split("[.:]", -1)[0]
                .equals("setuptools");
    }

    /** As Python's {@code glob.escape}. */
    private static String escaped(Path path) {
        return path.toString().replaceAll("[*?\\[]", "[$0]");
    }
}
