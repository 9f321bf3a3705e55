package io.github.toxmatrix.tox.substitution;

import io.github.toxmatrix.tox.setting.Replacement;
import io.github.toxmatrix.tox.setting.Scope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reference to a setting stands for; how it is written is a matter of the file format. */
@FunctionalInterface
public interface References {

    /** @return null where there is no such thing: the reference stays as it is written */
    @Nullable
    Replacement resolve(String expression, Scope scope);

    /**
     * The factor of a labelled group that an environment has, which TOML files can ask for; empty where there is none.
     *
     * @param otherwise whether the reference has a default of its own
     */
    default Optional<String> factor(String label, boolean otherwise, Scope scope) {
        return Optional.empty();
    }
}
