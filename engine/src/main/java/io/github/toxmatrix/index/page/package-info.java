/** Pages of package indexes as the packaging PEPs define them: read from an index, and written for pip and uv. */
@NullMarked
package io.github.toxmatrix.index.page;

import org.jspecify.annotations.NullMarked;
