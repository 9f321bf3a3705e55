package io.github.toxmatrix.engine.parameter;

import io.github.toxmatrix.Constants;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * Who runs the environments ({@value Constants#RUNNER}).
 *
 * @param isTox whether the installed tox runs all of them
 * @param byTox else which it runs: names, globs and factors
 * @param program of tox ({@value Constants#TOX}); empty for the one on {@code PATH}
 */
public record Runner(boolean isTox, List<String> byTox, Optional<String> program) {

    /** @throws MatrixProblem that names the parameter and its value */
    static Runner of(ConfigurationParameters parameters) {
        Optional<String> program = parameters.get(Constants.TOX).filter(name -> !name.isBlank());
        String value = parameters.get(Constants.RUNNER).orElse("native").strip();
        if (value.equals("native") || value.equals("tox")) {
            return new Runner(value.equals("tox"), List.of(), program);
        }
        List<String> some = value.startsWith("tox:") ? items(value.substring("tox:".length())) : List.of();
        if (some.isEmpty()) {
            throw new MatrixProblem(Constants.RUNNER + "=" + value
                    + ": no such runner; there are native (the default), tox, and tox:ENVS for some environments");
        }
        return new Runner(false, some, program);
    }

    private static List<String> items(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** Whether tox runs any. */
    public boolean needsTox() {
        return isTox || !byTox.isEmpty();
    }
}
