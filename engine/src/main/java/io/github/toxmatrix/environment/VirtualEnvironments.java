package io.github.toxmatrix.environment;

import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.CoreKeys;
import io.github.toxmatrix.tox.EnvironmentKeys;
import io.github.toxmatrix.tox.Interpreter;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What the environments of one run share. */
final class VirtualEnvironments implements Environments {

    private final ToxProject project;
    private final Placement placement;
    private final Interpreters interpreters;
    private final EnvironmentOptions options;
    private final CommandVariables variables;
    private final OnceEach<String, UvInstaller> uv = new OnceEach<>();
    private final OnceEach<String, VirtualenvInstaller> virtualenv = new OnceEach<>();
    private final ProjectPackage projectPackage;

    VirtualEnvironments(
            ToxProject project, Placement placement, Interpreters interpreters, EnvironmentOptions options) {
        this.project = project;
        this.placement = placement;
        this.interpreters = interpreters;
        this.options = options;
        this.variables = new CommandVariables(project, options.environ(), hashSeed(options));
        this.projectPackage = new ProjectPackage(project, placement, interpreters, variables);
    }

    /** One for the whole run, as tox draws one: not in need of being secret. */
    private static String hashSeed(EnvironmentOptions options) {
        String given = options.environ().getOrDefault("PYTHONHASHSEED", "");
        if (!given.isEmpty() && !given.equals("random")) {
            return given;
        }
        int bound = Platform.current() == Platform.WINDOWS ? 1024 : Integer.MAX_VALUE;
        return String.valueOf(1 + new Random().nextInt(bound));
    }

    @Override
    public Provisioned provision(ToxEnvironment environment, ProcessScope processes, ProvisionListener listener)
            throws InterruptedException {
        return new Provisioning(this, environment, processes, listener).run();
    }

    ToxProject project() {
        return project;
    }

    Placement placement() {
        return placement;
    }

    Interpreters interpreters() {
        return interpreters;
    }

    EnvironmentOptions options() {
        return options;
    }

    CommandVariables variables() {
        return variables;
    }

    PythonInstaller installer(Interpreter base, Installation installation)
            throws ProvisionException, InterruptedException {
        UvInstaller byUv = uv(installation);
        return VirtualenvInstaller.isNeededFor(base)
                ? virtualenv.get(
                        "virtualenv", () -> new VirtualenvInstaller(byUv, interpreters, placement.own("virtualenv")))
                : byUv;
    }

    ProjectPackage projectPackage() {
        return projectPackage;
    }

    private UvInstaller uv(Installation installation) throws ProvisionException, InterruptedException {
        return uv.get("uv", () -> {
            Path program = new UvProgram(options.environ(), interpreters).find(installation);
            return new UvInstaller(
                    program,
                    options.environ(),
                    interpreters.find(List.of("python3")).map(python -> python.executable()));
        });
    }

    /** Whether pip is in every environment, as virtualenv puts it there; tox-uv does not. */
    boolean isSeeded() {
        return project.get(CoreKeys.REQUIRES).stream()
                .noneMatch(line -> line.strip().matches("(?i)tox[-_.]uv\\b.*"));
    }

    @Override
    public void discard(ToxEnvironment environment) {
        placement.discard(environment.get(EnvironmentKeys.ENV_DIR));
    }

    @Override
    public String place() {
        return placement.describe();
    }

    @Override
    public void close() {
        placement.close();
    }
}
