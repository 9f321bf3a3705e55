/** What the steps of making an environment have in common: who is told of them, how they fail, and what is made once for several. */
@NullMarked
package io.github.toxmatrix.environment.step;

import org.jspecify.annotations.NullMarked;
