package io.github.toxmatrix.cli;

import io.github.toxmatrix.tox.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose environments otherwise than by name. */
final class SelectionOptions {

    @Option(
            names = "-m",
            paramLabel = "LABEL...",
            parameterConsumer = Words.class,
            description = "environments that have one of these labels")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "-f",
            paramLabel = "FACTOR...",
            parameterConsumer = Words.Group.class,
            description = "environments that have all these factors; used several times: those of any use")
    private List<List<String>> factors = new ArrayList<>();

    @Option(
            names = "--skip-env",
            paramLabel = "REGEX",
            description = "leave out environments whose names begin with what this matches")
    private @Nullable String skipped;

    /** Whether labels or factors choose. */
    boolean isGrouped() {
        return !labels.isEmpty() || !factors.isEmpty();
    }

    /** @param names of {@code -e} */
    Selection of(List<String> names) {
        return Selection.of(
                isGrouped() ? List.of() : names,
                labels,
                factors,
                Optional.ofNullable(skipped).or(ToxVariables::skipped));
    }
}
