/**
 * Reads a tox configuration exactly as tox 4 reads it, without starting an interpreter: sources, sections, factor
 * expressions, substitution and typed keys.
 */
@NullMarked
package io.github.toxmatrix.tox;

import org.jspecify.annotations.NullMarked;
