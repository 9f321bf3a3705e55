/** Where everything that is kept between runs lies. */
@NullMarked
package io.github.toxmatrix.cache;

import org.jspecify.annotations.NullMarked;
