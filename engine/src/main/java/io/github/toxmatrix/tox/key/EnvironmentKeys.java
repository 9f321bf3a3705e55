package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.value.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The keys of every environment (tox's {@code tox_env/api.py}, {@code config/sets.py}, {@code execute/api.py}). */
public final class EnvironmentKeys {

    public static final Key<String> ENV_NAME = Key.constant(ValueType.TEXT, Settings::name, "env_name", "envname");

    /** With what tox itself adds, its own values over those of the file; in the order of the file. */
    public static final Key<Map<String, String>> SET_ENV = Key.of(ValueType.SET_ENV, Map.of(), "set_env", "setenv");

    /** The sections that are asked for what the environment's own does not say. Not a setting of a base section. */
    public static final Key<List<String>> BASE = Key.derived(ValueType.LIST, Settings::otherwiseBase, "base");

    /** Sorted. */
    public static final Key<List<String>> LABELS = Key.of(ValueType.LIST, List.of(), "labels")
            .finishedBy((settings, labels) -> List.copyOf(new TreeSet<>(labels)));

    public static final Key<Path> ENV_DIR = Key.derived(ValueType.PATH, EnvironmentKeys::place, "env_dir", "envdir")
            .finishedBy(EnvironmentKeys::inRoot);

    /** Emptied before each run. */
    public static final Key<Path> ENV_TMP_DIR = Key.derived(
                    ValueType.PATH, settings -> place(settings).resolve("tmp"), "env_tmp_dir", "envtmpdir")
            .finishedBy(EnvironmentKeys::inRoot);

    public static final Key<Path> ENV_LOG_DIR = Key.derived(
                    ValueType.PATH, settings -> place(settings).resolve("log"), "env_log_dir", "envlogdir")
            .finishedBy(EnvironmentKeys::inRoot);

    /** Seconds. */
    public static final Key<Double> SUICIDE_TIMEOUT = Key.of(ValueType.NUMBER, 0.0, "suicide_timeout");

    /** Seconds. */
    public static final Key<Double> INTERRUPT_TIMEOUT = Key.of(ValueType.NUMBER, 0.3, "interrupt_timeout");

    /** Seconds. */
    public static final Key<Double> TERMINATE_TIMEOUT = Key.of(ValueType.NUMBER, 0.2, "terminate_timeout");

    /** A regular expression over {@code sys.platform}; empty: every platform. */
    public static final Key<String> PLATFORM = Key.of(ValueType.TEXT, "", "platform");

    /** Patterns, tox's defaults included, sorted. */
    public static final Key<List<String>> PASS_ENV =
            Key.of(ValueType.LIST, List.of(), "pass_env", "passenv").finishedBy(PassEnv::withDefaults);

    public static final Key<List<String>> DISALLOW_PASS_ENV = Key.of(ValueType.LIST, List.of(), "disallow_pass_env");

    public static final Key<Boolean> PARALLEL_SHOW_OUTPUT = Key.of(ValueType.BOOL, false, "parallel_show_output");

    public static final Key<Boolean> RECREATE = Key.derived(
            ValueType.BOOL,
            settings -> settings.configuration().invocation().options().recreate(),
            "recreate");

    /** Globs. */
    public static final Key<List<String>> ALLOWLIST_EXTERNALS =
            Key.of(ValueType.LIST, List.of(), "allowlist_externals");

    private EnvironmentKeys() {}

    static Path inRoot(Settings settings, Path path) {
        return settings.core().get(CoreKeys.TOX_ROOT).resolve(path);
    }

    private static Path place(Settings settings) {
        return settings.configuration()
                .invocation()
                .place()
                .map(place -> place.folder(settings.name()))
                .orElseGet(() -> settings.core().get(CoreKeys.WORK_DIR).resolve(settings.name()));
    }
}
