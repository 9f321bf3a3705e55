/** What happened: tests, their outcomes and the result of an environment. Plain data that every other package may speak. */
@NullMarked
package io.github.toxmatrix.result;

import org.jspecify.annotations.NullMarked;
