/** What a configuration asks for: requirements, their files and groups, and what takes a plugin of tox. */
@NullMarked
package io.github.toxmatrix.environment.requirement;

import org.jspecify.annotations.NullMarked;
