/** What everything may be named by: a digest of its content. */
@NullMarked
package io.github.toxmatrix.digest;

import org.jspecify.annotations.NullMarked;
