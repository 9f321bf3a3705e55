package io.github.toxmatrix.engine.parameter;

/** Bad input of a user. The message says what is wrong and what to do, and becomes a failed test. */
public final class MatrixProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MatrixProblem(String message) {
        super(message);
    }
}
