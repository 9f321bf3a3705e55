package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.ShortProcess;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works with the venv and the pip of an interpreter itself, where there is no uv. A dry run of pip finds versions, and pip installs
 * into environments from outside ({@code --python}, pip 22.3), so that these get it only where they are to have it.
 */
public final class PipInstaller implements PinInstaller {

    private static final Pattern VERSION = Pattern.compile("pip (\\d+)\\.(\\d+).*", Pattern.DOTALL);
    private static final int NEEDED = 22_03;

    private final Interpreter interpreter;
    private final InstallerVariables sources;
    private final String reason;
    private final Supplier<Path> folder;
    private final OnceEach<String, Path> pip = new OnceEach<>();

    /**
     * @param interpreter for whose environments it is
     * @param sources where packages come from
     * @param reason why there is no uv, which a failure tells
     * @param folder says where files may lie for a moment, and a newer pip during the run, where the interpreter's is too old
     */
    public PipInstaller(Interpreter interpreter, InstallerVariables sources, String reason, Supplier<Path> folder) {
        this.interpreter = interpreter;
        this.sources = sources;
        this.reason = reason;
        this.folder = folder;
    }

    /** Whether it can work with an interpreter: for older ones there is no such pip. */
    public static boolean takes(Interpreter base) {
        return base.major() == 3 && base.minor() >= 7;
    }

    @Override
    public String create(Installation installation, Interpreter base, CreateOptions options)
            throws ProvisionException, InterruptedException {
        return explained(
                () -> installation.run(Venv.command(installation.environment(), base, options, options.seed())));
    }

    @Override
    public String install(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        List<String> command = into(installation);
        command.addAll(RequirementLines.forPip(lines));
        return explained(() -> indexed(installation, lines).run(command));
    }

    @Override
    public String identity() {
        return "pip of " + interpreter
                + sources.asOf().map(time -> " as of " + time).orElse("");
    }

    /** What it installs as of a time, it is shown so. */
    @Override
    public PipInstaller ofToday() {
        return this;
    }

    @Override
    public boolean brings(CreateOptions options) {
        return true;
    }

    @Override
    public Installation prepare(Installation installation) throws ProvisionException, InterruptedException {
        return installation.withVariables(sources.direct(installation));
    }

    private Installation indexed(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        return sources.forPip(installation, lines);
    }

    @Override
    public Pins resolve(Installation prepared, Interpreter base, Pinnable lines)
            throws ProvisionException, InterruptedException {
        try {
            Path work = Files.createDirectories(folder.get());
            try {
                return resolve(prepared, lines, work);
            } finally {
                FileTree.delete(work);
            }
        } catch (IOException failed) {
            throw new ProvisionException("cannot read what pip resolved: " + failed, failed);
        }
    }

    /** What is there already stays if it can, as pip would leave it in an environment. */
    private Pins resolve(Installation prepared, Pinnable lines, Path work)
            throws ProvisionException, IOException, InterruptedException {
        Path input = Files.writeString(work.resolve("requirements.in"), lines.text());
        Path report = work.resolve("report.json");
        List<String> command = pip(prepared, "install");
        command.addAll(List.of("--dry-run", "--ignore-installed", "--report", report.toString()));
        command.addAll(PipArguments.options(lines.options()));
        command.addAll(List.of("-r", input.toString()));
        List<String> keeping = new ArrayList<>(command);
        if (!lines.preferred().isEmpty()) {
            Path preferred = work.resolve("preferred.txt");
            Files.writeString(preferred, String.join("\n", lines.preferred()) + "\n");
            keeping.addAll(List.of("-c", preferred.toString()));
        }
        Installation asking = indexed(prepared, lines.options());
        if (keeping.size() == command.size() || !asking.succeeds(keeping)) {
            String unused = explained(() -> asking.run(command));
        }
        return PipReport.read(
                report,
                lines.requirements().stream()
                        .filter(line -> line.startsWith("-e "))
                        .toList());
    }

    @Override
    public String installPins(Installation prepared, Path file, List<String> options, boolean linked)
            throws ProvisionException, InterruptedException {
        StringBuilder output = new StringBuilder();
        for (List<String> exactly : PipArguments.exactly(file, options)) {
            List<String> command = into(prepared);
            command.addAll(exactly);
            output.append(explained(() -> indexed(prepared, options).run(command)));
        }
        return output.toString();
    }

    @Override
    public String installWheel(Installation installation, Path wheel, boolean linked)
            throws ProvisionException, InterruptedException {
        List<String> command = into(installation);
        command.addAll(PipArguments.ofWheel(wheel));
        return explained(() -> installation.run(command));
    }

    private List<String> into(Installation installation) throws ProvisionException, InterruptedException {
        List<String> command = pip(installation, "--python");
        command.addAll(List.of(Venv.python(installation.environment()).toString(), "install"));
        return command;
    }

    private List<String> pip(Installation installation, String word) throws ProvisionException, InterruptedException {
        Path python = pip.get("pip", () -> newEnough(installation));
        List<String> command =
                new ArrayList<>(List.of(python.toString(), "-E", "-m", "pip", "--no-color", "--no-input"));
        command.addAll(List.of("--disable-pip-version-check", word));
        return command;
    }

    /** The Python of such a pip: the interpreter, or an environment of its own with the newest that there is for it. */
    private Path newEnough(Installation installation) throws ProvisionException, InterruptedException {
        if (isNewEnough(interpreter.executable(), installation)) {
            return interpreter.executable();
        }
        Installation own = installation.in(folder.get());
        CreateOptions withPip = new CreateOptions("pip", false, true, false, false);
        String unused = create(own, interpreter, withPip);
        Path python = Venv.python(own.environment());
        List<String> upgrade = List.of(python.toString(), "-E", "-m", "pip", "install", "--quiet", "--upgrade", "pip");
        String unusedToo = explained(() -> sources.forToolOfToday(own).run(upgrade));
        if (!isNewEnough(python, installation)) {
            throw new ProvisionException(
                    "pip 22.3 or newer is needed for Python " + interpreter.shortVersion() + "; " + reason, "");
        }
        return python;
    }

    private static boolean isNewEnough(Path python, Installation installation) {
        try {
            return ShortProcess.run(
                            List.of(python.toString(), "-E", "-m", "pip", "--version"), installation.variables())
                    .map(VERSION::matcher)
                    .filter(Matcher::matches)
                    .map(version ->
                            Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2)) >= NEEDED)
                    .orElse(false);
        } catch (IOException notStartable) {
            return false;
        }
    }

    /** Does something with pip or venv. */
    @FunctionalInterface
    private interface Call {
        String run() throws ProvisionException, InterruptedException;
    }

    private String explained(Call call) throws ProvisionException, InterruptedException {
        try {
            return call.run();
        } catch (ProvisionException failed) {
            if (LackOfRoom.isCauseOf(failed)) {
                throw failed;
            }
            throw failed.saying(failed.getMessage() + "\nIt was left to pip: " + reason);
        }
    }
}
