/**
 * A project as tox 4 reads it: {@link io.github.toxmatrix.tox.ToxProject} is the way in. The packages below hold one idea of
 * tox each, from the bottom up: {@code text}, {@code document}, {@code invocation}, {@code factor}, {@code value},
 * {@code setting}, {@code key}, {@code substitution}, {@code ini} and {@code toml}; none knows one after it.
 */
@NullMarked
package io.github.toxmatrix.tox;

import org.jspecify.annotations.NullMarked;
