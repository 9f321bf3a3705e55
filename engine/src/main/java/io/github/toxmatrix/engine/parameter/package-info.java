/** The parameters of a run: their values, what they select, where the configuration is, what is wrong with them. */
@NullMarked
package io.github.toxmatrix.engine.parameter;

import org.jspecify.annotations.NullMarked;
