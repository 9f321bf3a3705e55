package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.document.SourcePosition;

/**
 * A name of an environment that a file holds, and the place that makes it one.
 *
 * @param where what stands at the place: {@code [testenv:py311]}, {@code [testenv] deps}
 * @param section whether it is the name of a section: its parts are then no factors that {@code -e} could combine anew
 */
public record NamedEnvironment(String name, SourcePosition position, String where, boolean section) {}
