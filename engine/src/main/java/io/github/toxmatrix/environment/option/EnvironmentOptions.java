package io.github.toxmatrix.environment.option;

import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.index.setting.IndexUse;
import io.github.toxmatrix.resolution.ResolutionOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the caller says about the environments of a run besides the configuration.
 *
 * @param environ the environment variables of the calling process, from which {@code pass_env} picks
 * @param skipMissingInterpreters overrides the core key {@code skip_missing_interpreters} (tox's option of that name);
 *     empty: as configured
 * @param resolution which versions environments get
 * @param store whether environments share the files of what is installed into them
 * @param cache for what is kept between runs
 * @param index whether installers go through a caching index
 * @param install what is left out of environments, or replaced
 */
public record EnvironmentOptions(
        Map<String, String> environ,
        Optional<Boolean> skipMissingInterpreters,
        ResolutionOptions resolution,
        boolean store,
        CacheFolder cache,
        IndexUse index,
        InstallOptions install) {

    private static final Duration DAY = Duration.ofHours(24);

    /** With answers of a day, but none of earlier runs where a CI runs them. */
    public EnvironmentOptions(Map<String, String> environ, Optional<Boolean> skipMissingInterpreters) {
        this(
                environ,
                skipMissingInterpreters,
                ResolutionOptions.notOlderThan(maxAge(environ)),
                true,
                CacheFolder.of(Optional.empty(), environ),
                new IndexUse.Auto());
    }

    /** With all that the configuration says. */
    public EnvironmentOptions(
            Map<String, String> environ,
            Optional<Boolean> skipMissingInterpreters,
            ResolutionOptions resolution,
            boolean store,
            CacheFolder cache,
            IndexUse index) {
        this(environ, skipMissingInterpreters, resolution, store, cache, index, InstallOptions.AS_CONFIGURED);
    }

    public EnvironmentOptions {
        environ = Map.copyOf(environ);
    }

    /** How old an answer may be where nobody says so: none of yesterday's is tested unknowingly in a CI. */
    public static Duration maxAge(Map<String, String> environ) {
        return ContinuousIntegration.isIn(environ) ? Duration.ZERO : DAY;
    }
}
