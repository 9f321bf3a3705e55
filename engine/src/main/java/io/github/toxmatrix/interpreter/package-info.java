/** Finds the Python interpreters of this machine as tox does, and asks them who they are. */
@NullMarked
package io.github.toxmatrix.interpreter;

import org.jspecify.annotations.NullMarked;
