package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.store.FileTree;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Works with virtualenv and the environment's own pip, for the Pythons that uv, or a pip of today, refuses. 20.21.1 is the last virtualenv
 * that makes environments of 2.7, and runs on Python 3.7 to 3.11.
 */
public final class VirtualenvInstaller implements PythonInstaller {

    /** The one for Python 2.7. */
    public static final String VIRTUALENV = "virtualenv==20.21.1";

    private static final List<String> HOSTS = List.of("3.11", "3.10", "3.9", "3.8", "3.7");

    /** What works where virtualenv is not needed, and makes virtualenv itself. */
    interface Others {

        /** Whether it works for an interpreter. */
        boolean take(Interpreter base);

        PinInstaller of(Interpreter base) throws ProvisionException, InterruptedException;
    }

    private final Others others;
    private final InstallerVariables sources;
    private final Interpreters interpreters;
    private final String specification;
    private final Supplier<Path> folder;
    private final OnceEach<String, Path> tools = new OnceEach<>();
    private final Map<Path, Interpreter> bases = new ConcurrentHashMap<>();

    /**
     * @param specification the requirement that says which virtualenv
     * @param folder says where virtualenv is to be kept during the run, each time another place
     */
    VirtualenvInstaller(
            Others others,
            InstallerVariables sources,
            Interpreters interpreters,
            String specification,
            Supplier<Path> folder) {
        this.others = others;
        this.sources = sources;
        this.specification = specification;
        this.interpreters = interpreters;
        this.folder = folder;
    }

    @Override
    public String create(Installation installation, Interpreter base, CreateOptions options)
            throws ProvisionException, InterruptedException {
        bases.put(installation.environment(), base);
        Path virtualenv = tools.get(specification, () -> makeTool(installation));
        List<String> command =
                new ArrayList<>(List.of(virtualenv.toString(), "-m", "virtualenv", "--no-periodic-update"));
        command.add(options.download() ? "--download" : "--no-download");
        if (options.alwaysCopy()) {
            command.add("--always-copy");
        }
        if (!options.seed() && others.take(base)) {
            command.add("--without-pip");
        }
        command.addAll(List.of("--python", base.executable().toString(), "--prompt", options.prompt()));
        if (options.systemSitePackages()) {
            command.add("--system-site-packages");
        }
        command.add(installation.environment().toString());
        return (options.download() ? indexed(installation, List.of()) : installation).run(command);
    }

    /** Its interpreter. */
    private Path makeTool(Installation installation) throws ProvisionException, InterruptedException {
        Interpreter host = interpreters
                .find(HOSTS)
                .orElseThrow(() -> new ProvisionException(
                        "this environment is made by " + specification + ", for which a Python 3.7 to 3.11 is needed: "
                                + interpreters.search(),
                        ""));
        Path tool = folder.get();
        Installation own = installation.in(tool);
        try {
            PinInstaller maker = others.of(host).ofToday(); // tests see what it makes, not the tool itself
            maker.create(own, host, CreateOptions.bare("virtualenv"));
            maker.install(own, List.of(specification));
        } catch (ProvisionException failed) {
            remove(tool); // it may have taken the last room
            throw failed;
        }
        return Platform.current().scripts(tool).resolve(Platform.current().executable("python"));
    }

    private static void remove(Path tool) throws ProvisionException {
        try {
            FileTree.delete(tool);
        } catch (IOException failed) {
            throw new ProvisionException("cannot remove " + tool + ": " + failed, failed);
        }
    }

    @Override
    public String install(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        Interpreter base = bases.get(installation.environment());
        if (base != null && others.take(base)) {
            return others.of(base).install(installation, lines);
        }
        return indexed(installation, lines).run(pip(installation, lines));
    }

    /** With where pip finds packages. */
    Installation indexed(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        return sources.forPip(installation, lines);
    }

    /** The same for {@code pip download}, which tells what would be installed. */
    Installation downloading(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        return sources.forDownload(installation, lines);
    }

    /** The command by which an environment's own pip installs lines of a requirements file. */
    public static List<String> pip(Installation installation, List<String> lines) {
        List<String> command = pip(installation, "install");
        command.addAll(RequirementLines.forPip(lines));
        return command;
    }

    /** The beginning of a call of an environment's own pip. */
    static List<String> pip(Installation installation, String verb) {
        Path python = Platform.current()
                .scripts(installation.environment())
                .resolve(Platform.current().executable("python"));
        return new ArrayList<>(List.of(python.toString(), "-E", "-m", "pip", "--no-color", verb));
    }
}
