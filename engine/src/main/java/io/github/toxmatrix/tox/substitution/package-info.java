/**
 * References in braces: which there are, how deep they go, and what commands and lists make of them (tox's
 * {@code config/loader/replacer.py}).
 */
@NullMarked
package io.github.toxmatrix.tox.substitution;

import org.jspecify.annotations.NullMarked;
