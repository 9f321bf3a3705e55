package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.requirement.RequirementLines;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.tox.invocation.Interpreter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Installs by the configuration's own {@code install_command} ({@code tox_env/python/pip/pip_install.py}).
 *
 * @param maker makes and builds what is not installed by the command
 * @param sources where pip, which the command is taken to be, finds packages
 * @param command its words; {@code {packages}} stands for what is to be installed
 */
public record InstallCommand(PythonInstaller maker, InstallerVariables sources, List<String> command)
        implements PythonInstaller {

    public InstallCommand {
        command = List.copyOf(command);
    }

    @Override
    public String create(Installation installation, Interpreter base, CreateOptions options)
            throws ProvisionException, InterruptedException {
        return maker.create(installation, base, options);
    }

    @Override
    public String install(Installation installation, List<String> lines)
            throws ProvisionException, InterruptedException {
        List<String> own = lines.stream().filter(line -> !line.equals("--pre")).toList();
        List<String> told = new ArrayList<>(command);
        told.addAll(own);
        return tellingUv(sources.forPip(installation, told)).run(words(RequirementLines.forPip(own)));
    }

    /** A command may as well be or start uv, which has no need of our index to know what there was at a time. */
    private Installation tellingUv(Installation installation) {
        Map<String, String> variables = new HashMap<>(installation.variables());
        sources.asOf().ifPresent(time -> variables.put(UvInstaller.AS_OF, time.toString()));
        return installation.withVariables(variables);
    }

    /** The command for these arguments. */
    List<String> words(List<String> arguments) {
        List<String> all = new ArrayList<>(command);
        int at = all.indexOf("{packages}");
        if (at >= 0) {
            all.remove(at);
        }
        all.addAll(at < 0 ? all.size() : at, arguments);
        return all;
    }
}
