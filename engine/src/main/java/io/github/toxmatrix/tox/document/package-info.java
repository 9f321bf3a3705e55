/**
 * Files of a configuration as such: what stands where, and what is said when it cannot be read.
 */
@NullMarked
package io.github.toxmatrix.tox.document;

import org.jspecify.annotations.NullMarked;
