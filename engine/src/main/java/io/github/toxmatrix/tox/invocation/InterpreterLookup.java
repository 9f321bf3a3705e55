package io.github.toxmatrix.tox.invocation;

import java.util.List;
import java.util.Optional;

/**
 * Finds the interpreter for a {@code base_python}, for the few settings that need to know it (such as
 * {@code {env_site_packages_dir}}). Reading a configuration calls it for no other reason.
 */
@FunctionalInterface
public interface InterpreterLookup {

    /** No interpreter is ever found. */
    InterpreterLookup NONE = basePython -> Optional.empty();

    /**
     * @param basePython specifications in the order of preference, as tox writes them: {@code py311}, {@code python3.12},
     *     {@code 3.13}, a path; empty for the default Python
     */
    Optional<Interpreter> find(List<String> basePython);
}
