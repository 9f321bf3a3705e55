/** The bridge to pytest: a plugin injected into any pytest, the file of events it writes, and those events as types. */
@NullMarked
package io.github.toxmatrix.pytest;

import org.jspecify.annotations.NullMarked;
