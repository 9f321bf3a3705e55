/** Starts the processes of a run and ends all of them with their owner, those that tried to escape included. */
@NullMarked
package io.github.toxmatrix.process;

import org.jspecify.annotations.NullMarked;
