package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What tox itself adds to {@code set_env} (tox's {@code tox_env/api.py}, {@code tox_env/python/virtual_env/api.py}):
 * values over those of the configuration, and defaults.
 */
final class ExportedVariables {

    /** Where no environment has said yet what it adds. */
    static final ExportedVariables UNREGISTERED =
            new ExportedVariables(Map.of("PYTHONIOENCODING", () -> "utf-8"), Map.of());

    private final Map<String, Supplier<String>> values;
    private final Map<String, String> defaults;

    private ExportedVariables(Map<String, Supplier<String>> values, Map<String, String> defaults) {
        this.values = values;
        this.defaults = defaults;
    }

    static ExportedVariables of(Settings settings) {
        Supplier<String> folder = () -> settings.get(EnvironmentKeys.ENV_DIR).toString();
        Map<String, Supplier<String>> values = new LinkedHashMap<>(UNREGISTERED.values);
        values.put("TOX_ENV_NAME", settings::name);
        values.put("TOX_WORK_DIR", () -> settings.core().get(CoreKeys.WORK_DIR).toString());
        values.put("TOX_ENV_DIR", folder);
        values.put("VIRTUAL_ENV", folder);
        values.put("PIP_USER", () -> "0");
        Map<String, String> defaults = new LinkedHashMap<>();
        settings.configuration()
                .invocation()
                .options()
                .hashSeed()
                .ifPresent(seed -> defaults.put("PYTHONHASHSEED", seed));
        defaults.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        return new ExportedVariables(values, defaults);
    }

    /** Those that no configuration can set. */
    Set<String> names() {
        return values.keySet();
    }

    /** One of {@link #names}; empty for any other. */
    Optional<String> value(String variable) {
        return Optional.ofNullable(values.get(variable)).map(Supplier::get);
    }

    /** Those that a configuration can set otherwise. */
    Map<String, String> defaults() {
        return defaults;
    }
}
