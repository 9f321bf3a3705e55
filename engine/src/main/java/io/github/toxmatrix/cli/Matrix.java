package io.github.toxmatrix.cli;

import io.github.toxmatrix.ToxMatrix;

/** The entry class of a run from the command line, which says by parameters where the configuration lies. */
@ToxMatrix
final class Matrix {

    private Matrix() {}
}
