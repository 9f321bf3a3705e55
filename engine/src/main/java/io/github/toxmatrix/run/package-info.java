/**
 * Runs one environment as tox does (provision, commands_pre, commands, commands_post) and tells a listener each test
 * as it starts and ends. Knows nothing of JUnit.
 */
@NullMarked
package io.github.toxmatrix.run;

import org.jspecify.annotations.NullMarked;
