package example;

import io.github.toxmatrix.ToxMatrix;

@ToxMatrix
class MatrixTest {}
