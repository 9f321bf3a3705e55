/**
 * What settings hold, and how it comes out of text or of a tree (tox's {@code config/loader/convert.py},
 * {@code str_convert.py}, {@code config/types.py}, {@code config/set_env_line.py}).
 */
@NullMarked
package io.github.toxmatrix.tox.value;

import org.jspecify.annotations.NullMarked;
