/**
 * {@code tox.ini}, {@code setup.cfg}, {@code legacy_tox_ini} (tox's {@code config/source/ini.py}, {@code config/loader/ini}).
 */
@NullMarked
package io.github.toxmatrix.tox.ini;

import org.jspecify.annotations.NullMarked;
