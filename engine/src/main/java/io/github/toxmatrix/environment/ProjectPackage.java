package io.github.toxmatrix.environment;

import io.github.toxmatrix.environment.installer.InstallCommand;
import io.github.toxmatrix.environment.step.ProvisionException;
import io.github.toxmatrix.packaging.CoreMetadata;
import io.github.toxmatrix.packaging.PackageDependencies;
import io.github.toxmatrix.packaging.PackagingException;
import io.github.toxmatrix.packaging.PyProjects;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.DependencyKeys;
import io.github.toxmatrix.tox.key.PackageEnvironmentKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the project's own package into an environment, in tox's order ({@code tox_env/python/runner.py},
 * {@code tox_env/python/pip/pip_install.py}): when {@code deps} are there, what the package depends on, and then the package
 * without its dependencies.
 */
final class ProjectPackage {

    private static final List<String> KINDS =
            List.of("wheel", "sdist", "sdist-wheel", "editable", "editable-legacy", "deps-only", "skip", "external");

    private final ToxProject project;
    private final PackageBuilds builds;
    private final PyProjects files;
    private final Optional<Path> given;

    ProjectPackage(VirtualEnvironments shared) {
        this.project = shared.project();
        this.builds = new PackageBuilds(shared);
        this.files = shared.pyProjects();
        this.given = shared.options().install().packageFile();
    }

    /** What is to be installed, as tox decides it ({@code tox_env/python/runner.py}). */
    String kind(ToxEnvironment environment) throws ProvisionException {
        if (project.get(CoreKeys.NO_PACKAGE) || environment.get(PackagingKeys.SKIP_INSTALL)) {
            return "skip";
        }
        if (given.isPresent()) {
            return "external";
        }
        if (environment.get(PackagingKeys.USE_DEVELOP)) {
            return "editable";
        }
        String kind = environment.get(PackagingKeys.PACKAGE);
        if (!KINDS.contains(kind)) {
            throw new ProvisionException(
                    "invalid package config type " + kind + " requested, must be one of " + String.join(", ", KINDS)
                            + " (" + environment.position(PackagingKeys.PACKAGE) + ")",
                    "");
        }
        return kind;
    }

    /**
     * Builds, where no environment has yet, and installs.
     *
     * @param processes in which builds run
     * @return what was installed, for {@code TOX_PACKAGE}
     */
    Optional<Path> install(String kind, OpenEnvironment open, ProcessScope processes, StringBuilder output)
            throws ProvisionException, IOException, InterruptedException {
        try {
            return new One(open, processes, output).install(kind);
        } catch (PackagingException invalid) {
            throw new ProvisionException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    /** The package of one environment. */
    private final class One {

        private final OpenEnvironment open;
        private final ToxEnvironment environment;
        private final ProcessScope processes;
        private final StringBuilder output;

        One(OpenEnvironment open, ProcessScope processes, StringBuilder output) {
            this.open = open;
            this.environment = open.settings();
            this.processes = processes;
            this.output = output;
        }

        Optional<Path> install(String kind)
                throws ProvisionException, PackagingException, IOException, InterruptedException {
            if (!kind.equals("external")) {
                checkExtras();
            }
            for (String builder : builders(kind)) {
                new RefusedDependencies(project).check(builder);
            }
            return switch (kind) {
                case "deps-only" -> {
                    addDependencies(List.of(), ofSources());
                    yield Optional.empty();
                }
                case "wheel" -> Optional.of(wheel(Artifact.WHEEL));
                case "editable" -> Optional.of(editable());
                case "editable-legacy" -> Optional.of(legacy());
                case "sdist-wheel" -> Optional.of(wheelOfSdist());
                case "external" -> Optional.of(external());
                default -> Optional.of(sdist());
            };
        }

        /** Those that are to hold what the backend asks for and nothing else; tox looks at none that builds nothing. */
        private List<String> builders(String kind) throws ProvisionException {
            return switch (kind) {
                case "wheel", "editable" -> List.of(wheelBuilder());
                case "sdist" -> List.of(packageEnvironment());
                case "sdist-wheel" -> List.of(packageEnvironment(), wheelBuilder());
                default -> List.of();
            };
        }

        private String wheelBuilder() throws ProvisionException {
            if (environment.positionOf(PackagingKeys.WHEEL_BUILD_ENV.name()).isEmpty()) {
                builds.requireInterpreter(packageEnvironment());
            }
            return environment.get(PackagingKeys.WHEEL_BUILD_ENV);
        }

        private Path wheel(Artifact kind)
                throws ProvisionException, PackagingException, IOException, InterruptedException {
            Built built = builds.wheel(kind, wheelBuilder(), processes);
            output.append(built.output());
            addDependencies(List.of(), declared().orElseGet(() -> PackageDependencies.of(built.metadata())));
            output.append(open.installPackage(built.file(), Map.of()));
            return built.file();
        }

        /** What cannot be installed by PEP 660 is by what was there before, as in tox. */
        private Path editable() throws ProvisionException, PackagingException, IOException, InterruptedException {
            String builder = wheelBuilder();
            if (builds.canBuildEditable(builder, processes)) {
                return wheel(Artifact.EDITABLE);
            }
            output.append("package config for ")
                    .append(environment.name())
                    .append(" is editable, but the build backend does not support PEP 660: it is installed as ")
                    .append("editable-legacy\n");
            return legacy();
        }

        private Path legacy() throws ProvisionException, PackagingException, IOException, InterruptedException {
            Path root = root();
            addDependencies(builds.requiresOfSdist(packageEnvironment(), processes), ofSources());
            output.append(builds.develop(open, root));
            return root;
        }

        private Path sdist() throws ProvisionException, PackagingException, IOException, InterruptedException {
            Built sdist = builds.sdist(packageEnvironment(), processes);
            output.append(sdist.output());
            addDependencies(List.of(), ofSources());
            installSdist(sdist.file());
            return sdist.file();
        }

        private void installSdist(Path sdist)
                throws ProvisionException, PackagingException, IOException, InterruptedException {
            Map<String, String> settings = builds.settingsOfSdist(packageEnvironment());
            if (open.installer() instanceof InstallCommand) {
                output.append(open.installPackage(sdist, settings)); // it may say how sdists are built
                return;
            }
            Built wheel = builds.wheelOf(sdist, open, builds.builder(packageEnvironment()), processes);
            output.append(wheel.output());
            output.append(open.installPackage(wheel.file(), Map.of()));
        }

        private Path wheelOfSdist() throws ProvisionException, PackagingException, IOException, InterruptedException {
            Built sdist = builds.sdist(packageEnvironment(), processes);
            Built wheel = builds.wheelOf(sdist.file(), wheelBuilder(), processes);
            output.append(sdist.output()).append(wheel.output());
            addDependencies(List.of(), ofSources());
            output.append(open.installPackage(wheel.file(), Map.of()));
            return wheel.file();
        }

        private Path external() throws ProvisionException, PackagingException, IOException, InterruptedException {
            String name = externalEnvironment();
            Built built = given.isPresent() ? PackageBuilds.given(given.get()) : builds.external(name, processes);
            output.append(built.output());
            Built wheel = built;
            if (built.known().isEmpty()) {
                ToxEnvironment builder = builds.builder(name + "_sdist_meta");
                wheel = builds.wheelOf(built.file(), open, builder, processes);
                output.append(wheel.output());
            }
            addDependencies(List.of(), PackageDependencies.of(wheel.metadata()));
            output.append(open.installPackage(wheel.file(), Map.of()));
            return built.file();
        }

        private void addDependencies(List<String> others, PackageDependencies dependencies)
                throws ProvisionException, PackagingException, IOException, InterruptedException {
            List<String> lines = new ArrayList<>(others);
            lines.addAll(BuildEnvironment.lines(dependencies.with(environment.get(DependencyKeys.EXTRAS))));
            if (lines.isEmpty()) {
                return;
            }
            lines.addAll(Dependencies.optionsOfPackage(
                    environment, open.installation().environment()));
            output.append(open.add(lines));
        }

        /** As tox, which tells of one that there is not before it builds, where it can. */
        private void checkExtras() throws PackagingException {
            Optional<PackageDependencies> declared = declared();
            if (declared.isPresent()) {
                declared.get().check(environment.get(DependencyKeys.EXTRAS));
            }
        }

        private Optional<PackageDependencies> declared() throws PackagingException {
            return PackageDependencies.declared(
                    root(), files, !environment.get(DependencyKeys.EXTRAS).isEmpty());
        }

        /** As tox finds them where no wheel is built for the environment's own Python. */
        private PackageDependencies ofSources()
                throws ProvisionException, PackagingException, IOException, InterruptedException {
            Optional<PackageDependencies> declared = declared();
            if (declared.isPresent()) {
                return declared.get();
            }
            CoreMetadata metadata = builds.metadata(packageEnvironment(), processes);
            return PackageDependencies.of(metadata);
        }

        /** For tox, a package that is given is an external one, whatever the configuration says. */
        private String externalEnvironment() {
            String name = packageEnvironment();
            boolean ours = given.isPresent()
                    && !environment.get(PackagingKeys.PACKAGE).equals("external")
                    && environment.positionOf(PackagingKeys.PACKAGE_ENV.name()).isEmpty();
            return ours ? name + "_external" : name;
        }

        private String packageEnvironment() {
            return environment.get(PackagingKeys.PACKAGE_ENV);
        }

        private Path root() {
            return builds.builder(packageEnvironment()).get(PackageEnvironmentKeys.PACKAGE_ROOT);
        }
    }
}
