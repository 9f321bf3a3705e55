/**
 * What a setting is, for all file formats: a key, the sections that are asked for it, overrides, and for whom it is resolved
 * (tox's {@code config/loader/api.py}, {@code config/sets.py}).
 */
@NullMarked
package io.github.toxmatrix.tox.setting;

import org.jspecify.annotations.NullMarked;
