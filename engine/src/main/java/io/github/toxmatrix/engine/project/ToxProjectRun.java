package io.github.toxmatrix.engine.project;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.cache.Durations;
import io.github.toxmatrix.duplicates.Specification;
import io.github.toxmatrix.engine.parameter.ConfigurationPlace;
import io.github.toxmatrix.engine.parameter.EnvironmentSelection;
import io.github.toxmatrix.engine.parameter.MatrixConfiguration;
import io.github.toxmatrix.engine.parameter.MatrixProblem;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.environment.place.Volume;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.run.RunListener;
import io.github.toxmatrix.run.RunOptions;
import io.github.toxmatrix.run.ToxEnvironmentRun;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.ToxOptions;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.toxrun.InstalledTox;
import io.github.toxmatrix.toxrun.ToxConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs environments by the installed tox, those that the configuration chooses; the others as the native run does. */
final class ToxProjectRun implements ProjectRun {

    private static final List<Key<Path>> FOLDERS =
            List.of(EnvironmentKeys.ENV_DIR, EnvironmentKeys.ENV_TMP_DIR, EnvironmentKeys.ENV_LOG_DIR);

    private final NativeProjectRun others;
    private final MatrixConfiguration configuration;
    private final Set<String> chosen = new HashSet<>();
    private final AtomicInteger runs = new AtomicInteger();
    private @Nullable InstalledTox tox;

    /** @throws MatrixProblem if the configuration chooses what is not there */
    ToxProjectRun(NativeProjectRun others, MatrixConfiguration configuration) {
        this.others = others;
        this.configuration = configuration;
        if (configuration.pins().given().isPresent() || configuration.asOf().isPresent()) {
            throw new MatrixProblem((configuration.asOf().isPresent() ? Constants.AS_OF : Constants.PINS)
                    + ": the installed tox chooses versions by itself; leave out " + Constants.RUNNER
                    + ", or what it is to run");
        }
        new EnvironmentSelection(project())
                .of(configuration.runner().byTox())
                .forEach(environment -> chosen.add(environment.name()));
    }

    @Override
    public ToxProject project() {
        return others.project();
    }

    @Override
    public String place() {
        return others.place();
    }

    @Override
    public String sizes() {
        return others.sizes();
    }

    @Override
    public Durations durations() {
        return others.durations();
    }

    @Override
    public void foresee(List<ToxEnvironment> coming, Optional<Duration> limit, int atOnce) {
        others.foresee(coming.stream().filter(this::isOurs).toList(), limit, atOnce);
    }

    private boolean isOurs(ToxEnvironment environment) {
        return !configuration.runner().isTox() && !chosen.contains(environment.name());
    }

    @Override
    public EnvironmentResult run(ToxEnvironment environment, RunOptions options, RunListener listener)
            throws InterruptedException {
        if (isOurs(environment)) {
            return others.run(environment, options, listener);
        }
        Placement placement = others.placement();
        Path folder = environment.get(EnvironmentKeys.ENV_DIR);
        Path place = placement.holds(folder) ? prepared(placement, folder) : folder;
        Calls calls = new Calls(environment, placement);
        try {
            return new ToxEnvironmentRun(environment, tox(placement), calls.in(place), others.processes(), options)
                    .run(listener);
        } finally {
            calls.files.forEach(placement::discard);
            placement.discard(folder);
        }
    }

    /** How tox is called for one environment: once, and again on disk where RAM had no room for it. */
    private final class Calls implements ToxEnvironmentRun.Room {

        private final ToxEnvironment environment;
        private final Placement placement;
        private final List<Path> files = new ArrayList<>();

        Calls(ToxEnvironment environment, Placement placement) {
            this.environment = environment;
            this.placement = placement;
        }

        /** @param place of the environment, where the configuration says none */
        ToxEnvironmentRun.Call in(Path place) {
            Path own = placement.own("tox-" + runs.incrementAndGet());
            files.add(own);
            return new ToxEnvironmentRun.Call(
                    own, settings(environment, placement, place), optionsOfTox(), configuration.posargs(), this);
        }

        @Override
        public Optional<String> lacking(boolean told) {
            return placement.lackOfRoom(
                    told,
                    List.of(environment.get(EnvironmentKeys.ENV_DIR), environment.get(EnvironmentKeys.ENV_TMP_DIR)),
                    Placement.temporary());
        }

        @Override
        public Optional<ToxEnvironmentRun.Call> elsewhere(boolean told) throws IOException {
            Path folder = environment.get(EnvironmentKeys.ENV_DIR);
            boolean full = !Volume.full(List.of(folder)).isEmpty()
                    || (told && Volume.full(List.of(Placement.temporary())).isEmpty());
            if (!full || !placement.canMove(folder)) {
                return Optional.empty();
            }
            placement.move(folder);
            return Optional.of(in(folder.toRealPath()));
        }
    }

    /** On disk where RAM has no room; tox, which does not take a link for an environment, is told where that leads. */
    private static Path prepared(Placement placement, Path folder) {
        try {
            placement.prepare(folder);
            return Files.isSymbolicLink(folder) ? folder.toRealPath() : folder;
        } catch (IOException noDiskEither) {
            throw new UncheckedIOException(noDiskEither.getMessage(), noDiskEither);
        }
    }

    @Override
    public Map<String, List<Pins>> versions(List<ToxEnvironment> environments, Optional<Duration> limit)
            throws InterruptedException {
        return others.versions(environments.stream().filter(this::isOurs).toList(), limit);
    }

    /** What plugins of the installed tox make of an environment is not known here. */
    @Override
    public Optional<Specification> specification(ToxEnvironment environment) {
        return isOurs(environment) ? others.specification(environment) : Optional.empty();
    }

    /** Where the environment lies if the configuration does not say so: where the native run would make it. */
    private static Map<String, Path> settings(ToxEnvironment environment, Placement placement, Path place) {
        Path configured = environment.get(EnvironmentKeys.ENV_DIR);
        Map<String, Path> settings = new HashMap<>();
        for (Key<Path> key : FOLDERS) {
            Path folder = environment.get(key);
            if (placement.holds(folder)) {
                settings.put(
                        key.name(),
                        folder.startsWith(configured) ? place.resolve(configured.relativize(folder)) : folder);
            }
        }
        return settings;
    }

    private List<String> optionsOfTox() {
        List<String> options = new ArrayList<>();
        configuration
                .skipMissingInterpreters()
                .ifPresent(skip -> options.addAll(List.of("--skip-missing-interpreters", skip.toString())));
        MatrixConfiguration.LeftOut leftOut = configuration.leftOut();
        flag(options, "--notest", leftOut.commands());
        flag(options, "--skip-env-install", leftOut.dependencies());
        flag(options, "--skip-pkg-install", leftOut.sources());
        flag(options, "--develop", configuration.reading().develop());
        ConfigurationPlace.install(configuration)
                .packageFile()
                .ifPresent(file -> options.addAll(List.of("--installpkg", file.toString())));
        return options;
    }

    private static void flag(List<String> options, String name, boolean given) {
        if (given) {
            options.add(name);
        }
    }

    private synchronized InstalledTox tox(Placement placement) {
        if (tox == null) {
            tox = new InstalledTox(
                    configuration.runner().program(), configurationOfTox(), System.getenv(), placement.own("tox"));
        }
        return tox;
    }

    private ToxConfiguration configurationOfTox() {
        ToxOptions options = ConfigurationPlace.options(configuration);
        return new ToxConfiguration(
                project().configFile(), configuration.reading().overrides(), options.root(), options.workDir());
    }

    @Override
    public RunPins pins() {
        return others.pins();
    }

    @Override
    public void close() {
        others.close();
    }
}
