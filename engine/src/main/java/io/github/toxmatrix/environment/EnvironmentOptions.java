package io.github.toxmatrix.environment;

import java.util.Map;
import java.util.Optional;

/**
 * What the caller says about the environments of a run besides the configuration.
 *
 * @param environ the environment variables of the calling process, from which {@code pass_env} picks
 * @param skipMissingInterpreters overrides the core key {@code skip_missing_interpreters} (tox's option of that name);
 *     empty: as configured
 */
public record EnvironmentOptions(Map<String, String> environ, Optional<Boolean> skipMissingInterpreters) {

    public EnvironmentOptions {
        environ = Map.copyOf(environ);
    }

    /** As tox would be called in this process without arguments. */
    public static EnvironmentOptions ofThisProcess() {
        return new EnvironmentOptions(System.getenv(), Optional.empty());
    }
}
