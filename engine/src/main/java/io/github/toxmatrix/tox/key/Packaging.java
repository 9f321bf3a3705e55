package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.KeySet;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.setting.Settings;
import java.util.List;

/** How the package gets into an environment, by the keys that tox registers for it (tox's {@code tox_env/python/runner.py}). */
public enum Packaging {

    /** The project has no package. */
    NONE,

    /** The environment does without. */
    SKIPPED,

    /** As {@link #SKIPPED}, by {@code package = skip}. */
    LEFT_OUT,

    /** A package environment builds it. */
    BUILT,

    /** As {@link #BUILT}, as a wheel, which may depend on the Python. */
    WHEEL;

    private static final List<String> WHEELS = List.of("wheel", "sdist-wheel", "editable");

    public KeySet keys() {
        return switch (this) {
            case NONE -> Registered.NONE;
            case SKIPPED -> Registered.SKIPPED;
            case LEFT_OUT -> Registered.LEFT_OUT;
            case BUILT -> Registered.BUILT;
            case WHEEL -> Registered.WHEEL;
        };
    }

    /** Whether there is an environment that builds. */
    public boolean builds() {
        return this == BUILT || this == WHEEL;
    }

    /**
     * What the settings of an environment that runs commands say.
     *
     * @param chain the references that led here
     * @throws ToxConfigurationException where they say what cannot be
     */
    public static Packaging of(Settings settings, List<String> chain) {
        if (settings.core().get(CoreKeys.NO_PACKAGE)) {
            return NONE;
        }
        List<String> longer = Scope.longer(chain, link(settings));
        if (settings.get(PackagingKeys.SKIP_INSTALL, longer)) {
            return SKIPPED;
        }
        settings.get(PackagingKeys.USE_DEVELOP, longer);
        String type = settings.get(PackagingKeys.PACKAGE, longer);
        try {
            PackagingKeys.check(type);
        } catch (ToxConfigurationException e) {
            if (!RunKeys.RUNNERS.contains(settings.get(RunKeys.RUNNER, longer))) {
                return LEFT_OUT; // a plugin's runner has kinds of its own, of which tox itself knows nothing
            }
            throw e.at(settings.place(PackagingKeys.PACKAGE));
        }
        if (type.equals("skip")) {
            return LEFT_OUT;
        }
        return WHEELS.contains(type) ? WHEEL : BUILT;
    }

    /** In a chain of references: the packaging of the settings is being found out, its keys are not registered yet. */
    public static String link(Settings settings) {
        return settings.name() + " packaging";
    }

    private static final class Registered {

        private static final KeySet NONE = KeySet.of(PackagingKeys.PACKAGE);
        private static final KeySet SKIPPED = KeySet.of(PackagingKeys.SKIP_INSTALL, PackagingKeys.PACKAGE);
        private static final KeySet LEFT_OUT =
                KeySet.of(PackagingKeys.SKIP_INSTALL, PackagingKeys.USE_DEVELOP, PackagingKeys.PACKAGE);
        private static final KeySet BUILT = LEFT_OUT.and(PackagingKeys.PACKAGE_ENV, PackagingKeys.PACKAGE_TOX_ENV_TYPE);
        private static final KeySet WHEEL = BUILT.and(PackagingKeys.WHEEL_BUILD_ENV);

        private Registered() {}
    }
}
