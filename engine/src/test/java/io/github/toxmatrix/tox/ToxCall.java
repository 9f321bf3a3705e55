package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.invocation.InterpreterLookup;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.invocation.ToxOptions;
import io.github.toxmatrix.tox.invocation.ToxVariables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How tox is called in the folder of a configuration.
 *
 * @param environ the whole environment of the process
 * @param options of {@code tox config}
 * @param posargs what follows {@code --}; empty where nothing does
 */
record ToxCall(Map<String, String> environ, List<String> options, Optional<List<String>> posargs) {

    /** PYTHONHASHSEED of all, which tox draws otherwise. */
    private static final Optional<String> HASH_SEED = Optional.of("42");

    ToxInvocation invocation(InterpreterLookup interpreters) {
        return new ToxInvocation(
                environ,
                posargs,
                overrides(),
                Optional.empty(),
                interpreters,
                new ToxOptions(Optional.empty(), workDir(), Optional.empty(), false, false, HASH_SEED));
    }

    Selection selection() {
        List<String> names = values("-e");
        return Selection.of(
                names.isEmpty() ? variables().environments() : names,
                values("-m"),
                values("-f").stream().map(List::of).toList(),
                values("--skip-env").stream().findFirst().or(variables()::skipped));
    }

    private List<String> overrides() {
        return Stream.concat(variables().overrides().stream(), values("-x").stream())
                .toList();
    }

    private Optional<Path> workDir() {
        return variables().workDir().map(folder -> folder.toAbsolutePath().normalize());
    }

    private ToxVariables variables() {
        return new ToxVariables(environ);
    }

    /** What follows each use of an option, which has one value each. */
    private List<String> values(String option) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < options.size(); i += 2) {
            if (options.get(i).equals(option)) {
                values.add(options.get(i + 1));
            }
        }
        return values;
    }

    /** What is different from another call. */
    String shown(ToxCall other) {
        Map<String, String> more = new TreeMap<>(environ);
        more.entrySet().removeAll(other.environ().entrySet());
        return "variables " + more + ", options " + options
                + posargs.map(args -> ", posargs " + args).orElse("");
    }
}
