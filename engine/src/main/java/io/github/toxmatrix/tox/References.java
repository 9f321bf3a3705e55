package io.github.toxmatrix.tox;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reference to a setting stands for; how it is written is a matter of the file format. */
@FunctionalInterface
interface References {

    /** @return null where there is no such thing: the reference stays as it is written */
    @Nullable
    Replacement resolve(String expression, Scope scope);

    /** The factor that an environment has of a group with a label; a file format may know no labels. */
    default Optional<String> factor(String label, Scope scope) {
        return Optional.empty();
    }
}
