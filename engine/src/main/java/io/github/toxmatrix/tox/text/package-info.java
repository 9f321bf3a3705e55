/**
 * Text as Python and its shell words write it: white space, quoting, patterns, references in braces. Knows nothing of tox.
 */
@NullMarked
package io.github.toxmatrix.tox.text;

import org.jspecify.annotations.NullMarked;
