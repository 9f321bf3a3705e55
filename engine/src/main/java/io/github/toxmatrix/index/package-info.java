/** A caching package index on loopback, in front of the indexes that the user has configured for pip and uv; the packages below are its parts. */
@NullMarked
package io.github.toxmatrix.index;

import org.jspecify.annotations.NullMarked;
