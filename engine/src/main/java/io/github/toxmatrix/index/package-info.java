/** A caching package index on loopback, in front of the indexes that the user has configured for pip and uv. */
@NullMarked
package io.github.toxmatrix.index;

import org.jspecify.annotations.NullMarked;
