package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What tox printed of the settings of an environment, or of its core, to be compared with what is read here. */
record PrintedSettings(String environment, Map<String, Object> printed) {

    /** A prefix alone is refused here; tox takes it for a command of no words and fails when it runs it. */
    private static final Set<String> NO_PROGRAM = Set.of("- ", "! ");

    /** The Python and the platform that the one process has and the other does not. */
    private static final Set<String> NOT_OURS = Set.of("host_python");

    private static final Set<String> SETTINGS_OF_VIRTUALENV = Set.of("system_site_packages", "always_copy", "download");

    Stream<Difference> differences(ToxSettings settings, Path folder) {
        return settings.keys().stream()
                .filter(this::isCompared)
                .flatMap(key -> difference(settings, key, folder).stream());
    }

    private boolean isCompared(Key<?> key) {
        Object tox = printed.get(key.name());
        boolean failsAsFirst = key.name().equals("install_command")
                && SETTINGS_OF_VIRTUALENV.stream().anyMatch(setting -> isError(printed.get(setting)));
        return tox != null
                && !Golden.isUnavailable(tox)
                && !NOT_OURS.contains(key.name())
                && !isUnresolved(tox)
                && !failsAsFirst; // where it is the first to look for an interpreter
    }

    private Optional<Difference> difference(ToxSettings settings, Key<?> key, Path folder) {
        Object tox = Objects.requireNonNull(printed.get(key.name()));
        Object here = read(settings, key);
        boolean fails = isError(tox);
        if (isOfSetEnv(settings, key, tox, here, printed.get("set_env"))) {
            return Optional.empty();
        }
        if (here instanceof ToxConfigurationException e) {
            return fails
                    ? Difference.message(e, folder, tox, key.names())
                    : Optional.of(new Difference(key.name(), environment, tox, e))
                            .filter(difference -> !isWithoutProgram(tox));
        }
        if (here instanceof Throwable e) {
            return Optional.of(Difference.crash("(crash) " + key.name(), environment, tox, e));
        }
        return fails || !numbers(tox).equals(numbers(here))
                ? Optional.of(new Difference(key.name(), environment, tox, here))
                : Optional.empty();
    }

    /** The value, or what is thrown in its place. */
    static Object read(ToxSettings settings, Key<?> key) {
        try {
            return settings.tree(key);
        } catch (RuntimeException | StackOverflowError e) {
            return e;
        }
    }

    private static Object numbers(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0; // where a number is wanted Python takes a boolean, and prints it as such
        }
        return value instanceof Number number ? number.doubleValue() : value;
    }

    private static boolean isWithoutProgram(Object tox) {
        return NO_PROGRAM.contains(tox)
                || (tox instanceof List<?> commands && commands.stream().anyMatch(NO_PROGRAM::contains));
    }

    /** Where set_env fails, tox fails for the first of its readers only, and takes the rest of the variables then. */
    private static boolean isOfSetEnv(ToxSettings settings, Key<?> key, Object tox, Object here, Object setEnv) {
        if (key == EnvironmentKeys.SET_ENV) {
            return false;
        }
        return isError(tox)
                ? isError(setEnv)
                        && !(here instanceof Throwable)
                        && String.valueOf(tox).contains(reason(String.valueOf(setEnv)))
                : here instanceof ToxConfigurationException e
                        && read(settings, EnvironmentKeys.SET_ENV) instanceof ToxConfigurationException own
                        && String.valueOf(e.getMessage()).contains(reason(String.valueOf(own.getMessage())));
    }

    /** The innermost words of an error. */
    private static String reason(String error) {
        return error.replaceFirst("(?s); needed for .*", "")
                .replaceFirst("(?s)^.*?\\((?=[^(]*$)", "")
                .replaceFirst("['\"})]*$", "");
    }

    /** tox prints the reference of its own that a {@code replace} is inside it, where {@code {set_env}} is pasted. */
    private static boolean isUnresolved(Object tox) {
        return String.valueOf(tox).contains("MatchExpression(expr=");
    }

    private static boolean isError(Object tox) {
        return tox instanceof Map<?, ?> map && map.size() == 1 && map.get("error") instanceof String;
    }
}
