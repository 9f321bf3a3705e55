package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.Installation;
import io.github.toxmatrix.environment.installer.UvInstaller;
import io.github.toxmatrix.environment.pin.Question;
import io.github.toxmatrix.environment.requirement.Pinnable;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.packaging.BuildSystem;
import io.github.toxmatrix.packaging.PackageDependencies;
import io.github.toxmatrix.packaging.PackagingException;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.resolution.Pins;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.key.InstallerKeys;
import io.github.toxmatrix.tox.key.PackageEnvironmentKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import io.github.toxmatrix.tox.key.PythonKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What {@link ProjectPackage} will ask resolvers for, as far as {@code pyproject.toml} tells it before anything is built. What a backend
 * asks for besides ({@code get_requires_for_build_…}), or alone knows ({@code dynamic}), is asked in its turn: to hear it, its
 * environment has to be made, and hooks run in the project's folder.
 */
final class ForeseenPackage {

    /** Kinds that are built in an environment for the Python of the one that they are for ({@code wheel_build_env}). */
    private static final Set<String> BY_WHEEL_BUILDER = Set.of("wheel", "editable");

    private static final Set<String> BY_PACKAGE_BUILDER = Set.of("sdist", "sdist-wheel", "editable-legacy");

    private final VirtualEnvironments shared;
    private final Set<String> builders = ConcurrentHashMap.newKeySet();

    ForeseenPackage(VirtualEnvironments shared) {
        this.shared = shared;
    }

    /**
     * An environment before its turn.
     *
     * @param installation prepared for the resolver
     * @param installed what will be there before the package comes; empty where pins do not tell all of it
     */
    record Coming(
            ToxEnvironment environment, Interpreter base, Installation installation, Optional<List<Pins>> installed) {

        Question question(Pinnable lines) {
            return new Question(
                    environment.name(), base, installation, environment.get(EnvironmentKeys.SET_ENV), lines);
        }
    }

    void resolve(UvInstaller uv, Coming coming, ProcessScope scope)
            throws ProvisionException, PackagingException, IOException, InterruptedException {
        ToxEnvironment environment = coming.environment();
        if (shared.options().install().withoutPackage().isPresent()) {
            return;
        }
        String kind = shared.projectPackage().kind(environment);
        if (kind.equals("skip") || kind.equals("external")) {
            return;
        }
        String builder = environment.get(PackagingKeys.PACKAGE_ENV);
        Path root = shared.project().packageEnvironment(builder).get(PackageEnvironmentKeys.PACKAGE_ROOT);
        if (BY_WHEEL_BUILDER.contains(kind)) {
            resolveBuild(environment.get(PackagingKeys.WHEEL_BUILD_ENV), scope);
        } else if (BY_PACKAGE_BUILDER.contains(kind)) {
            resolveBuild(builder, scope);
        }
        if (kind.equals("sdist")) {
            ask(
                    uv,
                    coming,
                    requires(root)); // its wheel is built by the environment's own Python, which has nothing before
        }
        if (coming.installed().isPresent() && !kind.equals("editable-legacy")) {
            ask(
                    uv,
                    coming,
                    dependencies(environment, root)
                            .map(lines ->
                                    lines.preferring(versions(coming.installed().get()))));
        }
    }

    private void resolveBuild(String name, ProcessScope scope)
            throws ProvisionException, PackagingException, IOException, InterruptedException {
        if (!builders.add(name)) {
            return;
        }
        ToxEnvironment builder = shared.project().packageEnvironment(name);
        Optional<Interpreter> python = shared.interpreters().find(builder.get(PythonKeys.BASE_PYTHON));
        if (python.isEmpty()) {
            return;
        }
        Installation installation = shared.installation(builder, scope);
        if (shared.installer(builder, python.get(), installation) instanceof UvInstaller uv) {
            Coming coming = new Coming(builder, python.get(), uv.prepare(installation), Optional.empty());
            List<Pins> seeded = new ArrayList<>();
            Optional<Pinnable> seeds = OpenEnvironment.seeds(shared, builder, python.get());
            if (seeds.isPresent()) {
                shared.pinned().resolveAhead(uv, coming.question(seeds.get())).ifPresent(seeded::add);
            }
            Path root = builder.get(PackageEnvironmentKeys.PACKAGE_ROOT);
            ask(uv, coming, requires(root).map(lines -> lines.preferring(versions(seeded))));
        }
    }

    private void ask(UvInstaller uv, Coming coming, Optional<Pinnable> lines)
            throws ProvisionException, IOException, InterruptedException {
        if (lines.isPresent()
                && !lines.get().requirements().isEmpty()
                && !coming.environment().get(PythonKeys.SYSTEM_SITE_PACKAGES)) {
            shared.pinned().resolveAhead(uv, coming.question(lines.get()));
        }
    }

    /** What has to be there before the backend is called. */
    private Optional<Pinnable> requires(Path root) throws PackagingException, IOException {
        return Pinnable.of(
                BuildEnvironment.lines(BuildSystem.of(root, shared.pyProjects()).requires()),
                shared.project().root());
    }

    private Optional<Pinnable> dependencies(ToxEnvironment environment, Path root)
            throws PackagingException, IOException {
        List<String> extras = environment.get(DependencyKeys.EXTRAS);
        Optional<PackageDependencies> declared =
                PackageDependencies.declared(root, shared.pyProjects(), !extras.isEmpty());
        if (declared.isEmpty() || environment.get(InstallerKeys.CONSTRAIN_PACKAGE_DEPS)) {
            return Optional.empty(); // constraints are what is there when it is asked
        }
        List<String> lines =
                new ArrayList<>(BuildEnvironment.lines(declared.get().with(extras)));
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        lines.addAll(Dependencies.options(environment));
        return Pinnable.of(lines, shared.project().root());
    }

    private static Map<String, String> versions(List<Pins> installed) {
        Map<String, String> versions = new TreeMap<>();
        installed.forEach(pins -> pins.pinned().forEach(pin -> versions.put(pin.name(), pin.version())));
        return versions;
    }
}
