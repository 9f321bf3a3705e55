package io.github.toxmatrix.result;

import java.util.Optional;

/**
 * Why something failed, in its own words: a Python traceback, an installer's output.
 *
 * @param message one line, or a few
 * @param trace everything there is to read, such as the traceback as pytest prints it; may be empty
 * @param comparison the two sides of a failed comparison, where they are known
 */
public record Failure(String message, String trace, Optional<Comparison> comparison) {

    /** The values of a failed comparison as text. */
    public record Comparison(String expected, String actual) {}

    public static Failure of(String message, String trace) {
        return new Failure(message, trace, Optional.empty());
    }
}
