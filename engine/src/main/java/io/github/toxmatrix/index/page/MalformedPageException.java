package io.github.toxmatrix.index.page;

/** An index answered with something that is no page of a project. */
public final class MalformedPageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPageException(String message) {
        super(message);
    }

    MalformedPageException(String message, Throwable cause) {
        super(message, cause);
    }
}
