package io.github.toxmatrix.interpreter;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * That a file on {@code PATH} did not answer in time. It is left alone for a while then, also by later runs, each of which would wait as
 * long again; not for long, as a machine that had too much to do may have been all that was wrong.
 *
 * @param note the file that says so for later runs
 */
record InterpreterSilence(Instant since, Path note) {

    private static final Duration LEFT_ALONE = Duration.ofHours(1);

    InterpreterSilence {
        since = since.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Empty where it says nothing, or is over; a clock that was set back makes none longer. */
    static Optional<InterpreterSilence> parse(String text, Path note, Instant now) {
        try {
            InterpreterSilence silence = new InterpreterSilence(Instant.parse(text), note);
            return !now.isBefore(silence.since()) && now.isBefore(silence.end())
                    ? Optional.of(silence)
                    : Optional.empty();
        } catch (DateTimeParseException damaged) {
            return Optional.empty();
        }
    }

    private Instant end() {
        return since.plus(LEFT_ALONE);
    }

    /** In words, with what to do. */
    String told() {
        return "it kept silent at " + since + " and is not asked before " + end()
                + ": mend it, take it off PATH, or remove " + note + " to have it asked again";
    }
}
