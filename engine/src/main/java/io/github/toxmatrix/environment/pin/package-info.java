/** Which versions an environment gets, found once or given, and the files of them that environments share. */
@NullMarked
package io.github.toxmatrix.environment.pin;

import org.jspecify.annotations.NullMarked;
