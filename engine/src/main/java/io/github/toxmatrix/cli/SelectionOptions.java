package io.github.toxmatrix.cli;

import io.github.toxmatrix.tox.DefinedEnvironment;
import io.github.toxmatrix.tox.Selection;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxVariables;
import io.github.toxmatrix.tox.text.PythonText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose environments otherwise than by name. */
final class SelectionOptions {

    private final ToxVariables variables;

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

    SelectionOptions(ToxVariables variables) {
        this.variables = variables;
    }

    /** Whether labels or factors choose. */
    boolean isGrouped() {
        return !labels.isEmpty() || !factors.isEmpty();
    }

    /** @param names of {@code -e}; without any, those of {@code TOXENV} */
    Selection named(List<String> names) {
        return of(names.isEmpty() ? variables.environments() : names);
    }

    Selection of(List<String> names) {
        return Selection.of(
                isGrouped() ? List.of() : names,
                labels,
                factors,
                Optional.ofNullable(skipped).or(variables::skipped));
    }

    /**
     * The environments that a command is about, without those that are left out, of which it is told as tox tells it.
     *
     * @param about which it has to do with
     */
    static List<DefinedEnvironment> defined(
            ToxProject project, Selection wanted, Predicate<DefinedEnvironment> about, PrintStream out) {
        List<DefinedEnvironment> defined = new ArrayList<>();
        for (DefinedEnvironment environment : project.define(wanted.withoutSkipping())) {
            if (!about.test(environment)) {
                continue;
            }
            if (!wanted.isSkipped(environment.name())) {
                defined.add(environment);
            } else {
                String pattern = wanted.skipped().orElseThrow().pattern();
                out.print("ROOT: skip environment " + environment.name() + ", matches filter "
                        + PythonText.repr(pattern) + "\n");
            }
        }
        return defined;
    }
}
