package io.github.toxmatrix.engine;

/** Bad input of a user. The message says what is wrong and what to do, and becomes a failed test. */
final class MatrixProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MatrixProblem(String message) {
        super(message);
    }
}
