package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.value.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * The keys for how the project's package gets into an environment (tox's {@code tox_env/runner.py},
 * {@code tox_env/python/runner.py}, {@code tox_env/python/package.py}).
 */
public final class PackagingKeys {

    private static final List<String> TYPES =
            List.of("wheel", "sdist", "sdist-wheel", "editable", "editable-legacy", "deps-only", "skip", "external");

    /** Those of tox-uv: an environment that has one is read, so that it can say what it is that it needs. */
    private static final List<String> TYPES_OF_PLUGINS = List.of("uv", "uv-editable");

    public static final Key<Boolean> SKIP_INSTALL = Key.of(ValueType.BOOL, false, "skip_install")
            .fixedBy(settings -> unpackaged(settings) ? Optional.of(false) : Optional.empty());

    public static final Key<Boolean> USE_DEVELOP = Key.of(ValueType.BOOL, false, "use_develop", "usedevelop")
            .fixedBy(settings -> unpackaged(settings) ? Optional.of(false) : Optional.empty());

    /**
     * {@code sdist}, {@code wheel}, {@code editable}, {@code editable-legacy}, {@code sdist-wheel}, {@code deps-only},
     * {@code skip} or {@code external}.
     */
    public static final Key<String> PACKAGE =
            Key.derived(ValueType.TEXT, PackagingKeys::otherwise, "package").fixedBy(PackagingKeys::decided);

    public static final Key<String> PACKAGE_ENV = Key.derived(
            ValueType.TEXT,
            settings -> settings.core().get(CoreKeys.PACKAGE_ENV) + (isExternal(settings) ? "_external" : ""),
            "package_env");

    public static final Key<String> PACKAGE_TOX_ENV_TYPE = Key.constant(
            ValueType.TEXT,
            settings -> isExternal(settings) ? "virtualenv-cmd-builder" : "virtualenv-pep-517",
            "package_tox_env_type");

    /** The environment a wheel is built in: one for each Python that differs from that of {@link #PACKAGE_ENV}. */
    public static final Key<String> WHEEL_BUILD_ENV =
            Key.derived(ValueType.TEXT, Pythons::wheelBuilder, "wheel_build_env");

    private PackagingKeys() {}

    /** tox registers no keys of packaging then, so that even their ill-typed values pass. */
    private static boolean unpackaged(Settings settings) {
        return settings.core().get(CoreKeys.NO_PACKAGE);
    }

    private static Optional<String> decided(Settings settings) {
        if (unpackaged(settings) || settings.get(SKIP_INSTALL)) {
            return Optional.of("skip");
        }
        return settings.get(USE_DEVELOP)
                        || settings.configuration().invocation().options().develop()
                ? Optional.of("editable")
                : Optional.empty();
    }

    private static String otherwise(Settings settings) {
        return settings.core().get(CoreKeys.IS_PROJECT) ? "sdist" : "skip";
    }

    /** @throws ToxConfigurationException where there is no such type, not even by a plugin that is known here */
    static void check(String type) {
        if (!TYPES.contains(type) && !TYPES_OF_PLUGINS.contains(type)) {
            throw ToxConfigurationException.raised(
                    "HandledError",
                    "invalid package config type " + type + " requested, must be one of " + String.join(", ", TYPES));
        }
    }

    private static boolean isExternal(Settings settings) {
        return settings.get(PACKAGE).equals("external");
    }
}
