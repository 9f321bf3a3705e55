package io.github.toxmatrix.cli;

import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import io.github.toxmatrix.tox.invocation.ToxOptions;
import io.github.toxmatrix.tox.invocation.ToxVariables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which configuration a command is about, and what changes what it says. */
final class ConfigurationOption {

    private final ToxVariables variables;

    @Option(
            names = {"-c", "--conf"},
            paramLabel = "DIR|FILE",
            description = "the configuration's folder or file (default: the working folder, and upward from there)")
    private @Nullable Path path;

    @Option(
            names = {"-x", "--override"},
            paramLabel = "[SECTION.]KEY[+]=VALUE",
            description = "a setting in place of the file's; += adds to it; may be given several times")
    private List<String> overrides = new ArrayList<>();

    @Option(names = "--workdir", paramLabel = "DIR", description = "where environments lie (default: .tox)")
    private @Nullable Path workDir;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "the project's folder (default: that of the configuration)")
    private @Nullable Path root;

    ConfigurationOption(ToxVariables variables) {
        this.variables = variables;
    }

    /** The words that were given on the command line; what variables say stays there. */
    List<String> given() {
        List<String> words = new ArrayList<>();
        addGiven(words, "-c", path);
        overrides.forEach(override -> words.addAll(List.of("-x", override)));
        addGiven(words, "--workdir", workDir);
        addGiven(words, "--root", root);
        return words;
    }

    private static void addGiven(List<String> words, String option, @Nullable Path value) {
        if (value != null) {
            words.addAll(List.of(option, value.toString()));
        }
    }

    /** Those of {@code TOX_OVERRIDE}, then those of {@code -x} (argparse's {@code append} to its default). */
    List<String> overrides() {
        overrides.stream()
                .filter(override -> !override.contains("="))
                .findFirst()
                .ifPresent(override -> {
                    throw HandledException.ofOption("-x", "override " + override + " has no = sign in it");
                });
        return Stream.concat(variables.overrides().stream(), overrides.stream()).toList();
    }

    Optional<Path> workDir() {
        return folder(workDir).or(() -> folder(variables.workDir().orElse(null)));
    }

    Optional<Path> root() {
        return folder(root).or(() -> folder(variables.rootDir().orElse(null)));
    }

    /** Reads the configuration. */
    ToxProject project(Optional<List<String>> posargs) {
        Optional<Path> named = Optional.ofNullable(path).or(variables::configurationFile);
        if (named.isPresent() && !Files.exists(named.get())) {
            throw new HandledException("config file " + named.get() + " does not exist");
        }
        Map<String, String> environ = variables.environ();
        ToxOptions options =
                new ToxOptions(root(), workDir(), Optional.empty(), false, false, Optional.of(hashSeed(environ)));
        ToxInvocation invocation =
                new ToxInvocation(environ, posargs, overrides(), Optional.empty(), Interpreters.of(environ), options);
        return named.map(file -> ToxProject.loadFrom(file, invocation))
                .orElseGet(() -> ToxProject.load(Path.of(""), invocation));
    }

    private static Optional<Path> folder(@Nullable Path path) {
        return Optional.ofNullable(path).map(given -> given.toAbsolutePath().normalize());
    }

    /** Drawn for each call unless the caller has one ({@code tox/config/cli/parser.py}). */
    private static String hashSeed(Map<String, String> environ) {
        String own = environ.getOrDefault("PYTHONHASHSEED", "");
        return own.isEmpty() || own.equals("random")
                ? Long.toString(ThreadLocalRandom.current().nextLong(1, 4294967296L))
                : own;
    }
}
