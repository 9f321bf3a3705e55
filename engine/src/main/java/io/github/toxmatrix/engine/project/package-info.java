/** What the engine asks of a project: its environments, how each is run, by this engine or by the installed tox. */
@NullMarked
package io.github.toxmatrix.engine.project;

import org.jspecify.annotations.NullMarked;
