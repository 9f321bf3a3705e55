package io.github.toxmatrix.cli;

import io.github.toxmatrix.resolution.PinsDifference;
import io.github.toxmatrix.resolution.PinsFile;
import io.github.toxmatrix.resolution.RunPins;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What runs had, as the files say that they wrote. */
@Command(name = "pins", description = "compare and unite what runs had", mixinStandardHelpOptions = true)
final class PinsCommand implements Runnable {

    private final PrintStream out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    PinsCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "pins takes diff or merge");
    }

    /** The exit codes are those of {@code diff}: 0 for the same, 1 for a difference. */
    @Command(
            name = "diff",
            description = "show how the environments of two runs differ; exits with 1 if they do",
            mixinStandardHelpOptions = true)
    int diff(
            @Parameters(paramLabel = "BEFORE", description = "the pins of a run") Path before,
            @Parameters(paramLabel = "AFTER", description = "those of another") Path after) {
        PinsDifference difference = PinsDifference.between(read(before), read(after));
        difference.lines(before.toString(), after.toString()).forEach(this::print);
        return difference.isEmpty() ? ExitCode.OK : 1;
    }

    @Command(
            name = "merge",
            description = "unite the pins of the shards of a run in one file",
            mixinStandardHelpOptions = true)
    int merge(
            @Option(
                            names = {"-o", "--output"},
                            required = true,
                            paramLabel = "FILE",
                            description = "the file to write")
                    Path output,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "the pins of each shard") List<Path> files) {
        RunPins all = RunPins.of(Map.of());
        for (Path file : files) {
            try {
                all = all.with(read(file));
            } catch (IllegalArgumentException twice) {
                throw new HandledException(file + " and a file before it: " + twice.getMessage());
            }
        }
        try {
            PinsFile.write(output, all);
        } catch (IOException failed) {
            throw new HandledException("cannot write " + output + ": " + failed);
        }
        print(output + ": pins of " + all.environments().size() + " environments");
        return ExitCode.OK;
    }

    private static RunPins read(Path file) {
        try {
            return PinsFile.read(file);
        } catch (IOException unreadable) {
            throw new HandledException(String.valueOf(unreadable.getMessage()));
        }
    }

    private void print(String line) {
        out.print(line + "\n");
    }
}
