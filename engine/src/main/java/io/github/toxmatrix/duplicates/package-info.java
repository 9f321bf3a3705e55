/** Which environments are the same but for their names: by their settings, before anything is made. */
@NullMarked
package io.github.toxmatrix.duplicates;

import org.jspecify.annotations.NullMarked;
