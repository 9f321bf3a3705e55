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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Works with virtualenv and the environment's own pip, for the Pythons that uv refuses. 20.21.1 is the last virtualenv
 * that makes environments of 2.7, and runs on Python 3.7 to 3.11.
 */
public final class VirtualenvInstaller implements PythonInstaller {

    /** The one for Python 2.7. */
    public static final String VIRTUALENV = "virtualenv==20.21.1";

    private static final List<String> HOSTS = List.of("3.11", "3.10", "3.9", "3.8", "3.7");

    private final UvInstaller uv;
    private final Interpreters interpreters;
    private final String specification;
    private final Supplier<Path> folder;
    private final OnceEach<String, Path> tools = new OnceEach<>();
    private final Set<Path> old = ConcurrentHashMap.newKeySet();

    /**
     * @param specification the requirement that says which virtualenv
     * @param folder says where virtualenv is to be kept during the run, each time another place
     */
    public VirtualenvInstaller(UvInstaller uv, Interpreters interpreters, String specification, Supplier<Path> folder) {
        this.specification = specification;
        this.uv = uv;
        this.interpreters = interpreters;
        this.folder = folder;
    }

    /** Whether uv cannot do it: it makes environments of 3.6 and newer. */
    public static boolean isNeededFor(Interpreter base) {
        return base.major() < 3 || (base.major() == 3 && base.minor() < 6);
    }

    @Override
    public String create(Installation installation, Interpreter base, CreateOptions options)
            throws ProvisionException, InterruptedException {
        if (isNeededFor(base)) {
            old.add(installation.environment());
        }
        Path virtualenv = tools.get(specification, () -> makeTool(installation));
        List<String> command =
                new ArrayList<>(List.of(virtualenv.toString(), "-m", "virtualenv", "--no-periodic-update"));
        command.add(options.download() ? "--download" : "--no-download");
        if (options.alwaysCopy()) {
            command.add("--always-copy");
        }
        if (!options.seed() && !isNeededFor(base)) {
            command.add("--without-pip");
        }
        command.addAll(List.of("--python", base.executable().toString(), "--prompt", options.prompt()));
        if (options.systemSitePackages()) {
            command.add("--system-site-packages");
        }
        command.add(installation.environment().toString());
        return (options.download() ? indexed(installation) : installation).run(command);
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
            uv.create(own, host, CreateOptions.bare("virtualenv"));
            uv.install(own, List.of(specification));
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
        if (!isOld(installation)) {
            return uv.install(installation, lines);
        }
        return indexed(installation).run(pip(installation, lines));
    }

    /** With where pip finds packages. */
    private Installation indexed(Installation installation) throws ProvisionException, InterruptedException {
        return installation.withVariables(uv.sources().forPip(installation));
    }

    /** Whether uv cannot fill it. */
    private boolean isOld(Installation installation) {
        return old.contains(installation.environment());
    }

    /** The command by which an environment's own pip installs lines of a requirements file. */
    public static List<String> pip(Installation installation, List<String> lines) {
        List<String> command = pip(installation, "install");
        command.addAll(RequirementLines.forPip(lines));
        return command;
    }

    private static List<String> pip(Installation installation, String verb) {
        Path python = Platform.current()
                .scripts(installation.environment())
                .resolve(Platform.current().executable("python"));
        return new ArrayList<>(List.of(python.toString(), "-E", "-m", "pip", "--no-color", verb));
    }
}
