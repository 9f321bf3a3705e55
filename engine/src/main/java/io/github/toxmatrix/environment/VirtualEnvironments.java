package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.Installers;
import io.github.toxmatrix.environment.installer.PythonInstaller;
import io.github.toxmatrix.environment.installer.UvInstaller;
import io.github.toxmatrix.environment.option.EnvironmentOptions;
import io.github.toxmatrix.environment.pin.BuiltWheels;
import io.github.toxmatrix.environment.pin.PinRecord;
import io.github.toxmatrix.environment.pin.PinnedDependencies;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.environment.pin.SharedFiles;
import io.github.toxmatrix.environment.place.Placement;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.environment.step.ProvisionListener;
import io.github.toxmatrix.interpreter.Interpreters;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.packaging.PyProjects;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.EnvironmentPins;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.resolution.RunPins;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What the environments of one run share. */
final class VirtualEnvironments implements Environments {

    private final ToxProject project;
    private final Placement placement;
    private final Interpreters interpreters;
    private final EnvironmentOptions options;
    private final CommandVariables variables;
    private final Installers installers;
    private final Dependencies dependencies;
    private final AtomicInteger tools = new AtomicInteger();
    private final Map<Path, Semaphore> folders = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> reserved = new ConcurrentHashMap<>();
    private final Map<String, EnvironmentPins> records = new ConcurrentHashMap<>();
    private final SharedFiles sharedFiles;
    private final PinnedDependencies pinned;
    private final BuiltWheels wheels;
    private final PyProjects pyProjects = new PyProjects();
    private final ProjectPackage projectPackage;
    private final ResolvingAhead ahead = new ResolvingAhead(this);

    VirtualEnvironments(
            ToxProject project, Placement placement, Interpreters interpreters, EnvironmentOptions options) {
        this.project = project;
        this.placement = placement;
        this.interpreters = interpreters;
        this.options = options;
        this.variables = new CommandVariables(project, options.environ(), hashSeed(options));
        this.dependencies = new Dependencies(project);
        this.installers =
                new Installers(options, interpreters, tool -> placement.own(tool + "-" + tools.incrementAndGet()));
        this.sharedFiles = SharedFiles.open(placement, options);
        this.pinned = new PinnedDependencies(options, sharedFiles);
        this.wheels = new BuiltWheels(sharedFiles);
        this.projectPackage = new ProjectPackage(this);
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
    public Map<String, List<Pins>> resolve(
            List<ToxEnvironment> environments, Function<ToxEnvironment, ProcessScope> scopes)
            throws InterruptedException {
        return options.resolution().given().isEmpty() ? ahead.find(environments, scopes) : Map.of();
    }

    @Override
    public void resolveAhead(List<ToxEnvironment> environments, Function<ToxEnvironment, ProcessScope> scopes) {
        if (options.resolution().given().isEmpty()) {
            ahead.begin(environments, scopes);
        }
    }

    @Override
    public Provisioned provision(ToxEnvironment environment, ProcessScope processes, ProvisionListener listener)
            throws InterruptedException {
        reserve(environment);
        Provisioned provisioned = new Provisioning(this, environment, processes, listener).run();
        if (provisioned instanceof Provisioned.Ready ready) {
            try {
                sharedFiles.begin(environment.name(), ready.environment());
            } catch (IOException failed) {
                return new Provisioned.Failed("cannot watch the files that environments share: " + failed);
            }
            Optional<String> spoilt = sharedFiles.spoilt(environment.name());
            if (spoilt.isPresent()) {
                return new Provisioned.Failed(spoilt.get());
            }
        }
        return provisioned;
    }

    @Override
    public List<SharedChange> changes(ToxEnvironment environment) {
        return sharedFiles.end(environment.name());
    }

    @Override
    public Optional<String> lackOfRoom(ToxEnvironment environment, boolean told) {
        List<Path> own =
                List.of(environment.get(EnvironmentKeys.ENV_DIR), environment.get(EnvironmentKeys.ENV_TMP_DIR));
        return placement.lackOfRoom(told, own, Placement.temporary());
    }

    /** Makes room for an environment: what is left of an earlier one goes. */
    void clear(ToxEnvironment environment) throws ProvisionException, IOException {
        Path folder = environment.get(EnvironmentKeys.ENV_DIR);
        if (placement.holds(folder)) {
            placement.discard(folder);
            placement.prepare(folder);
        } else {
            EnvironmentFolder.clear(environment);
        }
    }

    @Override
    public RunPins pins() {
        return RunPins.of(records);
    }

    /** Follows what an environment gets. */
    PinRecord newRecord() {
        String ofUv = options.environ().getOrDefault(UvInstaller.AS_OF, "");
        Optional<String> asOf = options.resolution().asOf().map(Object::toString);
        return new PinRecord(asOf.or(() -> Optional.of(ofUv).filter(time -> !time.isEmpty())));
    }

    /** Keeps what an environment got, for the report and for runs to come. */
    void record(String environment, EnvironmentPins pins) {
        records.put(environment, pins);
    }

    ToxProject project() {
        return project;
    }

    Dependencies dependencies() {
        return dependencies;
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

    /** What installers of an environment are started with. */
    Installation installation(ToxEnvironment environment, ProcessScope processes) {
        Path folder = environment.get(EnvironmentKeys.ENV_DIR);
        Path scripts = Platform.current().scripts(folder);
        return new Installation(processes, folder, project.root(), variables.of(environment, scripts));
    }

    PythonInstaller installer(ToxEnvironment environment, Interpreter base, Installation installation)
            throws ProvisionException, InterruptedException {
        return installers.of(environment, base, installation);
    }

    /** An environment waits for another in the same folder ({@code env_dir}) to be done with it. */
    void reserve(ToxEnvironment environment) throws InterruptedException {
        Path folder = environment.get(EnvironmentKeys.ENV_DIR).toAbsolutePath().normalize();
        Semaphore semaphore = folders.computeIfAbsent(folder, unused -> new Semaphore(1, true));
        semaphore.acquire();
        reserved.put(environment.name(), semaphore);
    }

    SharedFiles sharedFiles() {
        return sharedFiles;
    }

    PinnedDependencies pinned() {
        return pinned;
    }

    BuiltWheels wheels() {
        return wheels;
    }

    PyProjects pyProjects() {
        return pyProjects;
    }

    ProjectPackage projectPackage() {
        return projectPackage;
    }

    /** Where installers write besides environments. */
    List<Path> placesOfInstallers() {
        return List.of(
                Placement.temporary(),
                UvInstaller.cache(options.environ()),
                options.cache().path());
    }

    /** Whether pip is in every environment, as virtualenv puts it there; tox-uv does not. */
    boolean isSeeded() {
        return project.get(CoreKeys.REQUIRES).stream()
                .noneMatch(line -> line.strip().matches("(?i)tox[-_.]uv\\b.*"));
    }

    @Override
    public void discard(ToxEnvironment environment) {
        Semaphore semaphore = reserved.remove(environment.name());
        if (semaphore == null) {
            return; // it was never made
        }
        try {
            placement.discard(environment.get(EnvironmentKeys.ENV_DIR));
        } finally {
            semaphore.release();
        }
    }

    @Override
    public String place() {
        return placement.describe();
    }

    @Override
    public String sizes() {
        String own = placement.sizes().toString();
        return own.isEmpty()
                ? own
                : own + sharedFiles.size().map(size -> "; " + size).orElse("");
    }

    @Override
    public void close() {
        ahead.close();
        installers.close();
        sharedFiles.close();
        placement.close();
    }
}
