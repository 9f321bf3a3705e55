package io.github.toxmatrix.tox.invocation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a tox configuration can see of the world besides its files; what tox takes from its command line and process.
 *
 * @param environ the environment variables of the calling process
 * @param posargs what stands for {@code {posargs}}; empty where none were given, which is different from an empty list
 * @param overrides {@code -x section.key=value}, in their order
 * @param place where {@code env_dir} lies when the configuration does not say so; in {@code work_dir} if empty
 * @param interpreters finds interpreters for settings that need one
 * @param options of the command line
 */
public record ToxInvocation(
        Map<String, String> environ,
        Optional<List<String>> posargs,
        List<String> overrides,
        Optional<EnvironmentPlace> place,
        InterpreterLookup interpreters,
        ToxOptions options) {

    public ToxInvocation {
        environ = Map.copyOf(environ);
        posargs = posargs.map(List::copyOf);
        overrides = List.copyOf(overrides);
    }

    /** Without options. */
    public ToxInvocation(
            Map<String, String> environ,
            Optional<List<String>> posargs,
            List<String> overrides,
            Optional<EnvironmentPlace> place,
            InterpreterLookup interpreters) {
        this(environ, posargs, overrides, place, interpreters, ToxOptions.NONE);
    }

    /** As tox would be called in this process without arguments. */
    public static ToxInvocation ofThisProcess() {
        return new ToxInvocation(
                System.getenv(), Optional.empty(), List.of(), Optional.empty(), InterpreterLookup.NONE);
    }
}
