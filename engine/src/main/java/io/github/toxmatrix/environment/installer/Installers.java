package io.github.toxmatrix.environment.installer;

import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.step.LackOfRoom;
import io.github.toxmatrix.environment.step.OnceEach;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.InstallerKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import io.github.toxmatrix.tox.setting.Key;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What makes and fills the environments of one run: uv where it can be had, else pip; and virtualenv for the Pythons of neither. */
public final class Installers implements AutoCloseable {

    private static final System.Logger LOGGER = System.getLogger(Installers.class.getName());

    private final EnvironmentOptions options;
    private final Interpreters interpreters;
    private final Function<String, Path> folders;
    private final OnceEach<String, Found> found = new OnceEach<>();
    private final OnceEach<String, PipInstaller> pips = new OnceEach<>();
    private final OnceEach<String, VirtualenvInstaller> virtualenvs = new OnceEach<>();
    private final AtomicReference<@Nullable InstallerVariables> opened = new AtomicReference<>();

    /** @param folders gives a new folder of the run for a tool of this name, each time another */
    public Installers(EnvironmentOptions options, Interpreters interpreters, Function<String, Path> folders) {
        this.options = options;
        this.interpreters = interpreters;
        this.folders = folders;
    }

    /**
     * What there is on this machine.
     *
     * @param reason why there is no uv; empty where there is
     */
    private record Found(Optional<UvInstaller> uv, InstallerVariables sources, String reason) {

        /** Whether virtualenv is not needed. */
        boolean takes(Interpreter base) {
            return uv.isPresent() ? UvInstaller.takes(base) : PipInstaller.takes(base);
        }
    }

    /** That of an environment. */
    public PythonInstaller of(ToxEnvironment environment, Interpreter base, Installation installation)
            throws ProvisionException, InterruptedException {
        Found here = find(installation);
        // both have defaults, which pip's part in tox decides, not uv's here
        String specification =
                isSet(environment, PythonKeys.VIRTUALENV_SPEC) ? environment.get(PythonKeys.VIRTUALENV_SPEC) : "";
        PythonInstaller maker = specification.isEmpty() ? byDefault(here, base) : virtualenv(here, specification);
        return isSet(environment, InstallerKeys.INSTALL_COMMAND)
                ? new InstallCommand(
                        maker,
                        here.sources(),
                        environment.get(InstallerKeys.INSTALL_COMMAND).args())
                : maker;
    }

    private PinInstaller byDefault(Found here, Interpreter base) throws ProvisionException, InterruptedException {
        return here.takes(base)
                ? of(here, base)
                : new OwnPipInstaller(
                        virtualenv(here, VirtualenvInstaller.VIRTUALENV),
                        here.sources(),
                        () -> folders.apply("resolution"));
    }

    private PinInstaller of(Found here, Interpreter base) throws ProvisionException, InterruptedException {
        return here.uv().isPresent()
                ? here.uv().get()
                : pips.get(
                        base.toString(),
                        () -> new PipInstaller(base, here.sources(), here.reason(), () -> folders.apply("pip")));
    }

    private VirtualenvInstaller virtualenv(Found here, String specification)
            throws ProvisionException, InterruptedException {
        VirtualenvInstaller.Others others = new VirtualenvInstaller.Others() {
            @Override
            public boolean take(Interpreter base) {
                return here.takes(base);
            }

            @Override
            public PinInstaller of(Interpreter base) throws ProvisionException, InterruptedException {
                return Installers.this.of(here, base);
            }
        };
        return virtualenvs.get(
                specification,
                () -> new VirtualenvInstaller(
                        others, here.sources(), interpreters, specification, () -> folders.apply("virtualenv")));
    }

    private static boolean isSet(ToxEnvironment environment, Key<?> key) {
        return key.names().stream()
                .anyMatch(name -> environment.positionOf(name).isPresent());
    }

    private Found find(Installation installation) throws ProvisionException, InterruptedException {
        return found.get("", () -> {
            Optional<Path> python = interpreters.find(List.of("python3")).map(Interpreter::executable);
            try {
                Path program = uv(python, installation);
                InstallerVariables sources = open(Optional.of(program), python);
                UvInstaller uv = new UvInstaller(
                        program, sources, options.resolution().asOf(), () -> folders.apply("resolution"));
                return new Found(Optional.of(uv), sources, "");
            } catch (ProvisionException none) {
                if (python.isEmpty() || LackOfRoom.isCauseOf(none)) {
                    throw none;
                }
                String reason = String.valueOf(none.getMessage());
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "environments are made by venv and pip, which takes longer: " + reason);
                return new Found(Optional.empty(), open(Optional.empty(), python), reason);
            }
        });
    }

    /** What brings uv cannot ask it where packages come from, so it has an index for as long as that takes. */
    private Path uv(Optional<Path> python, Installation installation) throws ProvisionException, InterruptedException {
        try (InstallerVariables sources = variables(Optional.empty(), python)) {
            return new UvProgram(options.environ(), interpreters, options.cache(), sources).find(installation);
        }
    }

    private InstallerVariables open(Optional<Path> uv, Optional<Path> python) {
        InstallerVariables sources = variables(uv, python);
        opened.set(sources);
        return sources;
    }

    private InstallerVariables variables(Optional<Path> uv, Optional<Path> python) {
        return new InstallerVariables(uv, python, options, () -> folders.apply("pip-settings"));
    }

    @Override
    public void close() {
        InstallerVariables sources = opened.getAndSet(null);
        if (sources != null) {
            sources.close();
        }
    }
}
