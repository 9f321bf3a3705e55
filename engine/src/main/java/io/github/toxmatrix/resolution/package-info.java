/** Which versions an environment gets: found once, stored under everything that can change them, and installed as they are. */
@NullMarked
package io.github.toxmatrix.resolution;

import org.jspecify.annotations.NullMarked;
