/**
 * Bytecode that is compiled once and served to every environment of an interpreter: that of installed distributions beside
 * their sources, that of the project's sources where its own environment is told to look.
 */
@NullMarked
package io.github.toxmatrix.bytecode;

import org.jspecify.annotations.NullMarked;
