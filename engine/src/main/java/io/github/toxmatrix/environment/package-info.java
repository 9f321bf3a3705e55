/**
 * Makes Python environments: interpreters, resolved dependencies, the project's package, and the place (RAM or disk)
 * where an environment lies.
 */
@NullMarked
package io.github.toxmatrix.environment;

import org.jspecify.annotations.NullMarked;
