package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In what a project is read differently here and by tox.
 *
 * @param what a key, or in parentheses what else is compared
 */
record Difference(String what, String environment, Object tox, Object here) {

    static Difference crash(String what, String environment, Object tox, Throwable e) {
        return new Difference(
                what,
                environment,
                tox,
                e + " at " + Stream.of(e.getStackTrace()).limit(6).toList());
    }

    /** What an error here does not say that has to be said where tox fails too. */
    static Optional<Difference> message(ToxConfigurationException e, Path folder, Object tox, List<String> spellings) {
        List<String> missing =
                new FailureMessage(String.valueOf(e.getMessage())).missing(folder, String.valueOf(tox), spellings);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new Difference("(message without " + String.join(", ", missing) + ")", "", tox, e));
    }

    @Override
    public String toString() {
        return environment + " " + what + "\n    tox:  " + tox + "\n    here: " + here;
    }
}
