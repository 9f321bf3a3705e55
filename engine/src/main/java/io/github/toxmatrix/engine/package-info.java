/** The JUnit Platform test engine: the only package that knows JUnit's engine API. */
@NullMarked
package io.github.toxmatrix.engine;

import org.jspecify.annotations.NullMarked;
