package io.github.toxmatrix.engine.project;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.bytecode.BytecodeEnvironments;
import io.github.toxmatrix.cache.CacheFolder;
import io.github.toxmatrix.cache.Durations;
import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.engine.parameter.ConfigurationPlace;
import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import io.github.toxmatrix.engine.parameter.MatrixProblem;
import io.github.toxmatrix.environment.Environments;
import io.github.toxmatrix.environment.PreparedEnvironments;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.option.InstallOptions;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.Processes;
import io.github.toxmatrix.resolution.GivenPins;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.PinsFile;
import io.github.toxmatrix.resolution.ResolutionOptions;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.run.EnvironmentRun;
import io.github.toxmatrix.run.RunListener;
import io.github.toxmatrix.run.RunOptions;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxInvocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs environments in Python environments of our own. */
public final class NativeProjectRun implements ProjectRun {

    private static final System.Logger LOGGER = System.getLogger(NativeProjectRun.class.getName());

    private final MatrixConfiguration configuration;
    private final Interpreters interpreters;
    private final ToxProject project;

    private final Optional<GivenPins> given;
    private final InstallOptions install;

    private @Nullable Placement placement;
    private @Nullable Environments environments;
    private @Nullable Processes processes;
    private @Nullable Durations durations;

    private NativeProjectRun(Path place, MatrixConfiguration configuration) {
        Map<String, String> environ = System.getenv();
        this.configuration = configuration;
        this.interpreters = interpreters(configuration, environ);
        this.given = ConfigurationPlace.pins(configuration).map(NativeProjectRun::read);
        this.install = ConfigurationPlace.install(configuration);
        this.project = ToxProject.load(
                place,
                new ToxInvocation(
                        environ,
                        configuration.posargs(),
                        configuration.reading().overrides(),
                        Optional.of(environment -> placement().folder(environment)),
                        interpreters,
                        ConfigurationPlace.options(configuration)));
    }

    private static GivenPins read(Path file) {
        try {
            return new GivenPins(file, PinsFile.read(file));
        } catch (IOException unreadable) {
            throw new MatrixProblem(Constants.PINS + ": " + unreadable.getMessage());
        }
    }

    private static Interpreters interpreters(MatrixConfiguration configuration, Map<String, String> environ) {
        try {
            return Interpreters.of(
                    environ, CacheFolder.of(configuration.cache(), environ).open("interpreters"));
        } catch (IOException unusable) {
            LOGGER.log(System.Logger.Level.WARNING, "interpreters are asked in each run: " + unusable.getMessage());
            return Interpreters.of(environ);
        }
    }

    public static ProjectRun open(Path place, MatrixConfiguration configuration) {
        NativeProjectRun run = new NativeProjectRun(place, configuration);
        return configuration.runner().needsTox() ? new ToxProjectRun(run, configuration) : run;
    }

    @Override
    public ToxProject project() {
        return project;
    }

    @Override
    public String place() {
        return environments().place();
    }

    @Override
    public synchronized String sizes() {
        return environments == null ? "" : environments.sizes();
    }

    /** One alone has its turn at once; and what cannot be made, the first that runs is told. */
    @Override
    public void foresee(List<ToxEnvironment> coming, Optional<Duration> limit, int atOnce) {
        if (coming.size() < 2) {
            return;
        }
        try {
            Processes own = processes();
            Function<ToxEnvironment, ProcessScope> scopes = environment -> own.scope(environment.name(), limit);
            environments().resolveAhead(coming, scopes);
            if (atOnce > 1) {
                environments().prepareAhead(coming, scopes, atOnce);
            }
        } catch (UncheckedIOException toldToTheFirst) {
            return;
        }
    }

    @Override
    public EnvironmentResult run(ToxEnvironment environment, RunOptions options, RunListener listener)
            throws InterruptedException {
        return new EnvironmentRun(environment, environments(), processes(), options).run(listener);
    }

    @Override
    public Optional<Specification> specification(ToxEnvironment environment) {
        return Specification.of(environment, interpreters);
    }

    @Override
    public Map<String, List<Pins>> versions(List<ToxEnvironment> candidates, Optional<Duration> limit)
            throws InterruptedException {
        try {
            Processes own = processes();
            return environments().resolve(candidates, environment -> own.scope(environment.name(), limit));
        } catch (UncheckedIOException toldToTheFirst) {
            return Map.of();
        }
    }

    @Override
    public synchronized Durations durations() {
        if (durations == null) {
            durations = Durations.open(cache(), project.configFile());
        }
        return durations;
    }

    private CacheFolder cache() {
        return CacheFolder.of(configuration.cache(), System.getenv());
    }

    @Override
    public synchronized RunPins pins() {
        return environments == null ? RunPins.of(Map.of()) : environments.pins();
    }

    /** Only running makes folders; looking at a project does not. */
    synchronized Placement placement() {
        if (placement == null) {
            try {
                placement = Placement.open(configuration.place());
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }
        return placement;
    }

    private synchronized Environments environments() {
        if (environments == null) {
            environments = withBytecode(PreparedEnvironments.around(
                    Environments.open(project, placement(), interpreters, environmentOptions()), placement()));
        }
        return environments;
    }

    private Environments withBytecode(Environments plain) {
        return configuration.bytecode()
                ? BytecodeEnvironments.around(plain, project, cache(), placement(), this::processes)
                : plain;
    }

    synchronized Processes processes() {
        if (processes == null) {
            processes = Processes.open();
        }
        return processes;
    }

    /** Processes first: what still runs would write into folders that go. */
    @Override
    public synchronized void close() {
        if (processes != null) {
            processes.close();
        }
        if (environments != null) {
            environments.close();
        } else if (placement != null) {
            placement.close();
        }
    }

    private EnvironmentOptions environmentOptions() {
        Map<String, String> environ = System.getenv();
        return new EnvironmentOptions(
                environ,
                configuration.skipMissingInterpreters(),
                new ResolutionOptions(
                        configuration.resolutionMaxAge().orElseGet(() -> EnvironmentOptions.maxAge(environ)),
                        configuration.asOf(),
                        given),
                configuration.store(),
                CacheFolder.of(configuration.cache(), environ),
                configuration.index(),
                install);
    }
}
