package io.github.toxmatrix.tox;

import org.jspecify.annotations.Nullable;

/** What a reference to a setting stands for; how it is written is a matter of the file format. */
@FunctionalInterface
interface References {

    /** @return null where there is no such thing: the reference stays as it is written */
    @Nullable
    Replacement resolve(String expression, Scope scope);
}
