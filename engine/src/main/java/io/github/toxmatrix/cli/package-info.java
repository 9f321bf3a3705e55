/** The command line of the executable jar: thin, over the types of the other packages. */
@NullMarked
package io.github.toxmatrix.cli;

import org.jspecify.annotations.NullMarked;
