package io.github.toxmatrix.tox;

/** A tox configuration, or a value of it, that cannot be read. The message names file, line, section or key, and value. */
public final class ToxConfigurationException extends RuntimeException {

    public ToxConfigurationException(String message) {
        super(message);
    }

    public ToxConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
