/**
 * What environments are made of, once for all of them: the files of installed distributions and of empty virtual
 * environments, from which new ones are linked together.
 */
@NullMarked
package io.github.toxmatrix.store;

import org.jspecify.annotations.NullMarked;
