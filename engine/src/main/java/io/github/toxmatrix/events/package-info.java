/** Events that other processes tell: lines of JSON in regular files that grow, one {@code write} for each. */
@NullMarked
package io.github.toxmatrix.events;

import org.jspecify.annotations.NullMarked;
