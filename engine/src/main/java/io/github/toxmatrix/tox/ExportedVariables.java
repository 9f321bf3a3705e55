package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tox itself adds to {@code set_env} (tox's {@code tox_env/api.py}, {@code tox_env/python/virtual_env/api.py}):
 * values over those of the configuration, and defaults.
 */
final class ExportedVariables {

    /** Those that no configuration can set. */
    static final List<String> NAMES =
            List.of("PYTHONIOENCODING", "TOX_ENV_NAME", "TOX_WORK_DIR", "TOX_ENV_DIR", "VIRTUAL_ENV", "PIP_USER");

    private ExportedVariables() {}

    /** One of {@link #NAMES}; empty for any other. */
    static Optional<String> value(Settings settings, String variable) {
        return Optional.ofNullable(
                switch (variable) {
                    case "PYTHONIOENCODING" -> "utf-8";
                    case "PIP_USER" -> "0";
                    case "TOX_ENV_NAME" -> settings.name();
                    case "TOX_WORK_DIR" ->
                        settings.core().get(CoreKeys.WORK_DIR).toString();
                    case "TOX_ENV_DIR", "VIRTUAL_ENV" ->
                        settings.get(EnvironmentKeys.ENV_DIR).toString();
                    default -> null;
                });
    }

    /** Those that a configuration can set otherwise. */
    static Map<String, String> defaults(Settings settings) {
        Map<String, String> defaults = new LinkedHashMap<>();
        settings.configuration()
                .invocation()
                .options()
                .hashSeed()
                .ifPresent(seed -> defaults.put("PYTHONHASHSEED", seed));
        defaults.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        return defaults;
    }
}
