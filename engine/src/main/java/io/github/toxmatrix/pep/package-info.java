/** Versions, version specifiers and environment markers as the packaging PEPs define them (440, 508). */
@NullMarked
package io.github.toxmatrix.pep;

import org.jspecify.annotations.NullMarked;
