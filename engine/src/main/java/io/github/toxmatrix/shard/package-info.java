/** Which of several runners runs what: pure functions of names, sizes and {@code i/n}. */
@NullMarked
package io.github.toxmatrix.shard;

import org.jspecify.annotations.NullMarked;
