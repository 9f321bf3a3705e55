/** uv, virtualenv with pip, and a configuration's own command: what makes environments and installs into them. */
@NullMarked
package io.github.toxmatrix.environment.installer;

import org.jspecify.annotations.NullMarked;
