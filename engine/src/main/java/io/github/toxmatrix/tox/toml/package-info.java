/**
 * {@code tox.toml} and {@code [tool.tox]} (tox's {@code config/source/toml_*.py}, {@code config/loader/toml}).
 */
@NullMarked
package io.github.toxmatrix.tox.toml;

import org.jspecify.annotations.NullMarked;
