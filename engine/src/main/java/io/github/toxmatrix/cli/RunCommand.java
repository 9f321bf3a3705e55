package io.github.toxmatrix.cli;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.report.PosixShell;
import io.github.toxmatrix.report.RepeatCommand;
import io.github.toxmatrix.result.EnvironmentResults;
import io.github.toxmatrix.shard.Shard;
import io.github.toxmatrix.tox.DefinedEnvironment;
import io.github.toxmatrix.tox.Selection;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.OverrideLines;
import io.github.toxmatrix.tox.invocation.ToxVariables;
import io.github.toxmatrix.tox.text.NearestNames;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs environments through JUnit's launcher, with tox's options and exit codes. */
@Command(
        name = "run",
        aliases = {"r", "p", "run-parallel"},
        description = "run environments",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    /** The id of the engine, as its users filter by it. */
    private static final String ENGINE = "junit5-tox";

    private final Optional<List<String>> posargs;
    private final PrintStream out;

    @Mixin
    private final ConfigurationOption configuration;

    @Option(names = "-e", paramLabel = "ENVS", description = "which environments, separated by commas; ALL: all")
    private List<String> names = new ArrayList<>();

    @Mixin
    private final SelectionOptions selection;

    @Option(
            names = {"-p", "--parallel"},
            paramLabel = "N|auto|all|0",
            description = "how many at a time (default: auto, as many as there are processors)")
    private String parallel = "auto";

    @Mixin
    private final InstallationOptions installation = new InstallationOptions();

    @Option(names = "--shard", paramLabel = "I/N", description = "run one share of them, such as 4/15")
    private @Nullable String shard;

    @Option(
            names = {"-s", "--skip-missing-interpreters"},
            paramLabel = "config|true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "whether an environment without interpreter is skipped (default: config)")
    private @Nullable String skipMissingInterpreters;

    @Option(
            names = "--runner",
            paramLabel = "native|tox|tox:ENVS",
            description = "who runs them: this program, the installed tox, or that for some (default: native)")
    private @Nullable String runner;

    @Option(names = "--tox", paramLabel = "PROGRAM", description = "the installed tox (default: the one on PATH)")
    private @Nullable String tox;

    @Option(names = "--pins", paramLabel = "FILE", description = "install again what the run had that wrote this file")
    private @Nullable String pins;

    @Option(
            names = "--pins-output",
            paramLabel = "FILE",
            description = "where to write what this run had (default: pins.toml in the folder of --workdir)")
    private @Nullable String pinsOutput;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "versions as they were then: 2024-05-01 or 2024-05-01T12:00:00Z")
    private @Nullable String asOf;

    @Option(
            names = "--duplicates",
            paramLabel = "all|once",
            description = "whether of environments that do the same work all run, or the first (default: all)")
    private @Nullable String duplicates;

    RunCommand(Optional<List<String>> posargs, ToxVariables variables, PrintStream out) {
        this.posargs = posargs;
        this.out = out;
        this.configuration = new ConfigurationOption(variables);
        this.selection = new SelectionOptions(variables);
    }

    @Override
    public Integer call() {
        checkValues();
        ToxProject project = configuration.project(posargs);
        Selection wanted = selection.named(names);
        List<DefinedEnvironment> selected =
                SelectionOptions.defined(project, wanted, DefinedEnvironment::selected, out);
        if (!wanted.all()) { // which names those too that build for others
            refusePackagers(selected);
        }
        List<ToxEnvironment> environments = selected.stream()
                .filter(environment -> !environment.packages())
                .map(DefinedEnvironment::environment)
                .toList();
        if (environments.isEmpty()) {
            throw new HandledException("no environment of " + project.configFile() + " was selected: nothing to run"
                    + unknownFactors(project, wanted));
        }
        return launch(parameters(project, environments));
    }

    /** What the parser of options takes for text; the engine would say so as a failed test of the run. */
    private void checkValues() {
        number();
        installation.check();
        if (shard != null) {
            try {
                Shard.parse(shard);
            } catch (IllegalArgumentException e) {
                throw HandledException.ofOption("--shard", String.valueOf(e.getMessage()));
            }
        }
        if (skipMissingInterpreters != null
                && !List.of("config", "true", "false").contains(skipMissingInterpreters)) {
            throw HandledException.ofOption("-s", "it is config, true or false, not " + skipMissingInterpreters);
        }
        if (duplicates != null && !List.of("all", "once").contains(duplicates)) {
            throw HandledException.ofOption("--duplicates", "it is all or once, not " + duplicates);
        }
        if (runner != null && !runner.matches("native|tox|tox:.+")) {
            throw HandledException.ofOption(
                    "--runner", "it is native, tox, or tox:ENVS for some environments, not " + runner);
        }
    }

    /** They run nothing ({@code tox/session/env_select.py}). */
    private static void refusePackagers(List<DefinedEnvironment> selected) {
        String packagers = selected.stream()
                .filter(DefinedEnvironment::packages)
                .map(DefinedEnvironment::name)
                .collect(Collectors.joining(","));
        if (!packagers.isEmpty()) {
            throw new HandledException("cannot run packaging environment(s) " + packagers);
        }
    }

    /** Which factors of {@code -f} no environment has, and those that may have been meant; empty where it has them all. */
    private static String unknownFactors(ToxProject project, Selection wanted) {
        Set<String> known = project.environments().stream()
                .flatMap(environment -> environment.factors().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return wanted.factors().stream()
                .flatMap(List::stream)
                .filter(factor -> !known.contains(factor))
                .distinct()
                .map(factor -> "\n" + factor + " - no environment has this factor"
                        + NearestNames.of(factor, known).stream()
                                .findFirst()
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""))
                .collect(Collectors.joining());
    }

    private int launch(Map<String, String> parameters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(Matrix.class))
                .filters(EngineFilter.includeEngines(ENGINE))
                .configurationParameters(parameters)
                .build();
        RunVerdict verdict = new RunVerdict(out);
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request, verdict);
            return verdict.exitCode(Optional.ofNullable(session.getStore()
                            .get(
                                    Namespace.create(EnvironmentResults.class),
                                    EnvironmentResults.class,
                                    EnvironmentResults.class))
                    .map(EnvironmentResults::all)
                    .orElse(List.of()));
        }
    }

    private Map<String, String> parameters(ToxProject project, List<ToxEnvironment> environments) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(Constants.ROOT, project.configFile().toAbsolutePath().toString());
        parameters.put(
                Constants.ENVS,
                environments.stream()
                        .map(environment -> "=" + environment.name())
                        .collect(Collectors.joining(",")));
        if (!configuration.overrides().isEmpty()) {
            parameters.put(Constants.OVERRIDE, OverrideLines.format(configuration.overrides()));
        }
        configuration.workDir().ifPresent(folder -> parameters.put(Constants.WORK_DIR, folder.toString()));
        configuration.root().ifPresent(folder -> parameters.put(Constants.TOX_ROOT, folder.toString()));
        posargs.ifPresent(words -> parameters.put(
                Constants.POSARGS, words.stream().map(PosixShell::quote).collect(Collectors.joining(" "))));
        parameters.put(RepeatCommand.PARAMETER, thisCall());
        put(parameters, Constants.RUNNER, runner);
        put(parameters, Constants.TOX, tox);
        put(parameters, Constants.PINS, absolute(pins));
        put(parameters, Constants.PINS_OUTPUT, absolute(pinsOutput));
        put(parameters, Constants.AS_OF, asOf);
        parameters.putAll(installation.parameters());
        parallelism(parameters, environments.size());
        put(parameters, Constants.SHARD, shard);
        put(parameters, Constants.SKIP_MISSING_INTERPRETERS, skipMissingInterpreters);
        put(parameters, Constants.DUPLICATES, duplicates);
        return parameters;
    }

    /** tox's {@code parse_num_processes} ({@code tox/session/cmd/run/parallel.py}). */
    private void parallelism(Map<String, String> parameters, int environments) {
        if (parallel.equals("auto")) {
            return;
        }
        int count = number().orElse(environments);
        String prefix = Constants.PARALLEL_PREFIX;
        parameters.put(prefix + ".enabled", Boolean.toString(count > 0));
        parameters.put(prefix + ".config.strategy", "fixed");
        parameters.put(prefix + ".config.fixed.parallelism", Integer.toString(Math.max(count, 1)));
    }

    /** Of {@code -p}; empty where it is a word. */
    private OptionalInt number() {
        if (parallel.equals("auto") || parallel.equals("all")) {
            return OptionalInt.empty();
        }
        if (!parallel.matches("\\d{1,9}")) {
            throw HandledException.ofOption("-p", "it is a number, auto or all, not " + parallel);
        }
        return OptionalInt.of(Integer.parseInt(parallel));
    }

    /** This call, as a person repeats it. */
    private String thisCall() {
        String java = "java -jar " + PosixShell.quote(System.getProperty("java.class.path", "tox-matrix.jar"));
        return java + " run" + ParameterWords.toRepeat(System::getProperty)
                + configuration.given().stream()
                        .map(word -> " " + PosixShell.quote(word))
                        .collect(Collectors.joining())
                + option("--runner", runner)
                + option("--tox", tox)
                + option("-s", skipMissingInterpreters)
                + installation.words()
                + option("--pins", pins)
                + option("--as-of", asOf);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    private static @Nullable String absolute(@Nullable String file) {
        return file == null ? null : Path.of(file).toAbsolutePath().toString();
    }

    private static String option(String name, @Nullable String value) {
        return value == null ? "" : " " + name + " " + PosixShell.quote(value);
    }
}
