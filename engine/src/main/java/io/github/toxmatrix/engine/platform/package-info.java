/** What the JUnit Platform asks for and is told: tests in order and bounded, cancellation, class names, failures with a trace, listeners. */
@NullMarked
package io.github.toxmatrix.engine.platform;

import org.jspecify.annotations.NullMarked;
