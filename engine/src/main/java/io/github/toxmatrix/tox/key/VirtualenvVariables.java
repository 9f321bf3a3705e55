package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.text.Fnmatch;
import io.github.toxmatrix.tox.value.TextConversion;
import java.util.List;
import java.util.Optional;

/** Variables by which virtualenv can be configured, as tox reads them (tox's {@code tox_env/python/virtual_env/api.py}). */
final class VirtualenvVariables {

    private VirtualenvVariables() {}

    /** What the environment's variables say: the first that is there, else false. */
    static boolean flag(Settings settings, String... names) {
        settings.get(EnvironmentKeys.PASS_ENV);
        Scope scope = new Scope(settings.configuration(), Optional.of(settings), List.of());
        for (String name : names) {
            Optional<String> value =
                    settings.variable(name, scope.through("env:" + name)).or(() -> passed(settings, name));
            if (value.isPresent()) {
                try {
                    return TextConversion.bool(value.get());
                } catch (IllegalArgumentException e) {
                    throw ToxConfigurationException.raised("TypeError", String.valueOf(e.getMessage()));
                }
            }
        }
        return false;
    }

    /** {@code VIRTUALENV_*} is always passed unless it is disallowed. */
    private static Optional<String> passed(Settings settings, String name) {
        boolean disallowed = settings.get(EnvironmentKeys.DISALLOW_PASS_ENV).stream()
                .anyMatch(
                        glob -> Fnmatch.compileIgnoringCase(glob).matcher(name).matches());
        String value = settings.configuration().invocation().environ().get(name);
        return disallowed ? Optional.empty() : Optional.ofNullable(value);
    }
}
