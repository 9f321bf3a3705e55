/**
 * The keys that tox registers, with their types, defaults and rules (tox's {@code config/sets.py}, {@code tox_env/}).
 */
@NullMarked
package io.github.toxmatrix.tox.key;

import org.jspecify.annotations.NullMarked;
