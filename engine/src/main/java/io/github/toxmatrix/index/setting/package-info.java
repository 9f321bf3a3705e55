/** What pip and uv were told about where packages are, and how they are told of our index instead. */
@NullMarked
package io.github.toxmatrix.index.setting;

import org.jspecify.annotations.NullMarked;
