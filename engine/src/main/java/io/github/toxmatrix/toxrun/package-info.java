/** The installed tox: finding it, running one environment by it, and what it tells meanwhile. */
@NullMarked
package io.github.toxmatrix.toxrun;

import org.jspecify.annotations.NullMarked;
