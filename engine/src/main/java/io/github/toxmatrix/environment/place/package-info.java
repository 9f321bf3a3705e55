/** Where environments lie: RAM, or disk where RAM has no room. */
@NullMarked
package io.github.toxmatrix.environment.place;

import org.jspecify.annotations.NullMarked;
