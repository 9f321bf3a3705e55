/** The public API: two annotations and the names of the configuration parameters. Nothing else is. */
@NullMarked
package io.github.toxmatrix;

import org.jspecify.annotations.NullMarked;
