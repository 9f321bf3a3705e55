/**
 * What a configuration can see of the world besides its files: variables, options, positional arguments, interpreters.
 */
@NullMarked
package io.github.toxmatrix.tox.invocation;

import org.jspecify.annotations.NullMarked;
