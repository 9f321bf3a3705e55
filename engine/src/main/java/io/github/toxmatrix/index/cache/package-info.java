/** What was got of the indexes behind, kept between runs: their pages, and the files that these name. */
@NullMarked
package io.github.toxmatrix.index.cache;

import org.jspecify.annotations.NullMarked;
