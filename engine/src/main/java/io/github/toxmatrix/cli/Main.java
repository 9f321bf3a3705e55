package io.github.toxmatrix.cli;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.ToxVariables;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The executable jar: tox's commands, by this engine. */
@Command(
        name = "tox-matrix",
        description = "Runs a tox matrix as JUnit tests.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer =
                "What follows -- is given to the commands of environments as {posargs}. Before it, parameters of the engine can be set"
                        + " as for a JVM: -Dmatrix.place=disk.")
public final class Main {

    private Main() {}

    /** Ends the JVM with the exit code. */
    public static void main(String[] args) {
        ParameterWords words = ParameterWords.of(Arrays.asList(args));
        if (words.others().isEmpty()
                || !isCalled(RunCommand.class, words.others().get(0))) {
            System.exit(run(args, System.getenv(), System.out, System.err)); // no other command hears of parameters
        }
        if (words.problem().isPresent()) {
            System.out.println("ROOT: HandledError| " + words.problem().get());
            System.exit(ExitCode.HANDLED_ERROR);
        }
        words.parameters().forEach(System::setProperty);
        System.exit(run(words.others().toArray(String[]::new), System.getenv(), System.out, System.err));
    }

    static int run(String[] args, Map<String, String> environ, PrintStream out, PrintStream err) {
        List<String> words = Arrays.asList(args);
        int separator = words.indexOf("--");
        List<String> own = separator < 0 ? words : words.subList(0, separator);
        Optional<List<String>> posargs =
                separator < 0 ? Optional.empty() : Optional.of(words.subList(separator + 1, words.size()));
        ToxVariables variables = new ToxVariables(environ);
        variables.unreadable().ifPresent(warning -> err.println("ROOT: " + warning));
        CommandLine line = new CommandLine(new Main());
        needed(subcommands(posargs, variables, out), own)
                .forEach(subcommand -> line.addSubcommand(subcommand.command().get()));
        return line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(Main::explain)
                .setExecutionExceptionHandler(Main::explain)
                .execute(own.toArray(String[]::new));
    }

    private static List<Subcommand> subcommands(
            Optional<List<String>> posargs, ToxVariables variables, PrintStream out) {
        return List.of(
                new Subcommand(ListCommand.class, () -> new ListCommand(posargs, variables, out)),
                new Subcommand(RunCommand.class, () -> new RunCommand(posargs, variables, out)),
                new Subcommand(ConfigCommand.class, () -> new ConfigCommand(posargs, variables, out)),
                new Subcommand(
                        IndexCommand.class, () -> new IndexCommand(variables.environ(), out, new CountDownLatch(1))),
                new Subcommand(PinsCommand.class, () -> new PinsCommand(out)));
    }

    /** Only the command that is called, if there is one: each is described by reflection, at every start. */
    private static List<Subcommand> needed(List<Subcommand> all, List<String> words) {
        if (!words.isEmpty()) {
            for (Subcommand subcommand : all) {
                if (subcommand.isCalled(words.get(0))) {
                    return List.of(subcommand);
                }
            }
        }
        return all;
    }

    private static boolean isCalled(Class<?> type, String word) {
        Command description = type.getAnnotation(Command.class);
        return description.name().equals(word)
                || Arrays.asList(description.aliases()).contains(word);
    }

    /** One of tox's commands, made when it is needed. */
    private record Subcommand(Class<?> type, Supplier<Object> command) {

        boolean isCalled(String word) {
            return Main.isCalled(type, word);
        }
    }

    /** Arguments nobody knows are a handled error in tox, which it prints where its results are; other mistakes argparse's. */
    private static int explain(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        if (problem instanceof UnmatchedArgumentException unmatched) {
            return handled(
                    command,
                    "unrecognized arguments: " + String.join(" ", unmatched.getUnmatched())
                            + "\nhint: if you tried to pass arguments to a command use -- to separate them from tox ones");
        }
        PrintWriter err = command.getErr();
        err.println("ROOT: " + problem.getMessage());
        command.usage(err);
        return ExitCode.USAGE;
    }

    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (problem instanceof HandledException handled && handled.exitCode() == ExitCode.USAGE) {
            command.getErr().println("ROOT: " + problem.getMessage());
            return ExitCode.USAGE;
        }
        if (problem instanceof HandledException || problem instanceof ToxConfigurationException) {
            return handled(command, String.valueOf(problem.getMessage()));
        }
        throw problem;
    }

    private static int handled(CommandLine command, String message) {
        command.getOut().println("ROOT: HandledError| " + message);
        return ExitCode.HANDLED_ERROR;
    }

    /** The version that the build wrote into the jar's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"tox-matrix " + (version == null ? "(not packaged)" : version)};
        }
    }
}
