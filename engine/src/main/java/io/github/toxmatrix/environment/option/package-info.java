/** What the caller says about environments besides the configuration. */
@NullMarked
package io.github.toxmatrix.environment.option;

import org.jspecify.annotations.NullMarked;
