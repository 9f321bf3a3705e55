package io.github.toxmatrix.packaging;

/** A project or a package that is not as the packaging PEPs want it; the message names it and says what is wrong. */
public final class PackagingException extends Exception {

    private static final long serialVersionUID = 1L;

    public PackagingException(String message) {
        super(message);
    }

    public PackagingException(String message, Throwable cause) {
        super(message, cause);
    }
}
