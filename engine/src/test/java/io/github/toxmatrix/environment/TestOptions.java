package io.github.toxmatrix.environment;

import io.github.toxmatrix.cache.TestCache;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import java.util.Map;
import java.util.Optional;

/** Options of environments that keep nothing where the user's own runs do. */
public final class TestOptions {

    private TestOptions() {}

    /** As tox would be called in this process without arguments. */
    public static EnvironmentOptions ofThisProcess() {
        return of(System.getenv(), Optional.empty());
    }

    static EnvironmentOptions of(Map<String, String> environ, Optional<Boolean> skipMissingInterpreters) {
        EnvironmentOptions usual = new EnvironmentOptions(environ, skipMissingInterpreters);
        return new EnvironmentOptions(
                usual.environ(),
                usual.skipMissingInterpreters(),
                usual.resolution(),
                usual.store(),
                TestCache.folder(),
                usual.index());
    }
}
