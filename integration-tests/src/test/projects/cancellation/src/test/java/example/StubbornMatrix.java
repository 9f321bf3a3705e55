package example;

import io.github.toxmatrix.ToxMatrix;

/** Not run by the build, but by {@link CancellationTest}. */
@ToxMatrix
class StubbornMatrix {}
