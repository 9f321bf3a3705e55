package io.github.toxmatrix.tox;

/** A name of an environment that a file holds, and the place that makes it one. */
record NamedEnvironment(String name, SourcePosition position) {}
