package io.github.toxmatrix.cli;

import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.tox.DefinedEnvironment;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxVariables;
import io.github.toxmatrix.tox.key.RunKeys;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what {@code tox list} prints ({@code tox/session/cmd/list_env.py}). */
@Command(
        name = "list",
        aliases = "l",
        description = "list environments",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ListCommand implements Callable<Integer> {

    private final Optional<List<String>> posargs;
    private final PrintStream out;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final ConfigurationOption configuration;

    @Mixin
    private final SelectionOptions selection;

    @Option(names = "--no-desc", description = "do not show descriptions")
    private boolean withoutDescriptions;

    @Option(names = "-d", description = "list just the default environments")
    private boolean defaultOnly;

    @Option(names = "--duplicates", description = "list those that do the same work, a line for each work")
    private boolean duplicates;

    private final Interpreters interpreters;

    ListCommand(Optional<List<String>> posargs, ToxVariables variables, PrintStream out) {
        this.posargs = posargs;
        this.out = out;
        this.configuration = new ConfigurationOption(variables);
        this.selection = new SelectionOptions(variables);
        this.interpreters = Interpreters.of(variables.environ());
    }

    @Override
    public Integer call() {
        ToxProject project = configuration.project(posargs);
        boolean grouped = selection.isGrouped();
        List<DefinedEnvironment> defined =
                SelectionOptions.defined(project, selection.of(List.of()), environment -> !environment.packages(), out);
        Notes.print(project, defined, Objects.requireNonNull(spec).commandLine().getErr());
        List<ToxEnvironment> active = environments(defined, true);
        List<ToxEnvironment> additional = grouped || defaultOnly ? List.of() : environments(defined, false);
        if (duplicates) {
            printDuplicates(Stream.concat(active.stream(), additional.stream()).toList());
            return ExitCode.OK;
        }
        boolean headings = !grouped && !withoutDescriptions;
        int width = Stream.concat(active.stream(), additional.stream())
                .mapToInt(environment -> length(environment.name()))
                .max()
                .orElse(0);
        if (headings && !active.isEmpty()) {
            print("default environments:");
        }
        active.forEach(environment -> print(line(environment, width)));
        if (headings && !additional.isEmpty()) {
            if (!active.isEmpty()) {
                print("");
            }
            print("additional environments:");
        }
        additional.forEach(environment -> print(line(environment, width)));
        return ExitCode.OK;
    }

    /** By their settings, without asking which versions these come to. */
    private void printDuplicates(List<ToxEnvironment> all) {
        Map<Specification, List<String>> works = new LinkedHashMap<>();
        all.forEach(environment -> Specification.of(environment, interpreters)
                .ifPresent(work ->
                        works.computeIfAbsent(work, first -> new ArrayList<>()).add(environment.name())));
        works.values().stream().filter(names -> names.size() > 1).forEach(names -> print(String.join(", ", names)));
        int compared = works.values().stream().mapToInt(List::size).sum();
        print("%d of %d environments do the work of another one%s"
                .formatted(
                        compared - works.size(),
                        compared,
                        compared == all.size()
                                ? ""
                                : "; not compared, without an interpreter here or not to be read: "
                                        + (all.size() - compared)));
    }

    private static List<ToxEnvironment> environments(List<DefinedEnvironment> defined, boolean selected) {
        return defined.stream()
                .filter(environment -> environment.selected() == selected)
                .map(DefinedEnvironment::environment)
                .toList();
    }

    private String line(ToxEnvironment environment, int width) {
        String name = environment.name();
        if (withoutDescriptions) {
            return name;
        }
        String description = environment.get(RunKeys.DESCRIPTION);
        String text = description.isBlank() ? "[no description]" : description.replace('\n', ' ');
        return (name + " ".repeat(width - length(name)) + " -> " + text).strip();
    }

    /** As Python counts: code points. */
    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }

    private void print(String line) {
        out.print(line + "\n");
    }
}
