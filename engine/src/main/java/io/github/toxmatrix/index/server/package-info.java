/** What pip and uv see: the index on loopback, whose process serves it, and one that another machine serves. */
@NullMarked
package io.github.toxmatrix.index.server;

import org.jspecify.annotations.NullMarked;
