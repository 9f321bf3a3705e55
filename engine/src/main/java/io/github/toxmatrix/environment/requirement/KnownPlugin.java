package io.github.toxmatrix.environment.requirement;

import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.pep.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may stand in {@code requires} without anything being missing here, because what it does to an environment is
 * known: nothing, or what is done here too. Everything else may change an environment in ways that cannot be guessed.
 *
 * @param title as a person knows it
 * @param distributions the names by which {@code requires} may ask for it; none if its whole work is missing here
 * @param keys its keys of an environment that ask for something that is not done here; without them, it leaves an
 *     environment alone
 */
public record KnownPlugin(String title, List<String> distributions, List<String> keys) {

    private static final List<KnownPlugin> ALL = List.of(
            // Whose rules are followed here.
            without("tox", "tox"),
            // Makes environments with uv, as is done here; not all that its keys ask for.
            new KnownPlugin(
                    "tox-uv", List.of("tox-uv", "tox-uv-bare"), List.of("uv_resolution", "uv_python_preference")),
            // Starts containers around the commands of environments that have its key.
            new KnownPlugin("tox-docker", List.of("tox-docker"), List.of("docker")),
            // Choose which environments a job of a CI runs by default, and group its log; matrix.envs chooses here.
            without("the plugins for GitHub Actions", "tox-gh", "tox-gh-actions"),
            // Make tox's environments; uv does here, and virtualenv where uv does not. Such pins keep old versions of
            // Python, which are supported here without them.
            without("what makes environments", "virtualenv", "uv", "pip", "setuptools", "wheel"),
            // Without an entry point for tox: in its interpreter, no environment sees them.
            without(
                    "libraries",
                    "build",
                    "certifi",
                    "cython",
                    "filelock",
                    "packaging",
                    "pkgconfig",
                    "platformdirs",
                    "pluggy",
                    "requests",
                    "setuptools-scm",
                    "urllib3"),
            // Replaces the making of environments.
            new KnownPlugin(
                    "tox-conda",
                    List.of(),
                    List.of(
                            "conda_deps",
                            "conda_channels",
                            "conda_env",
                            "conda_spec",
                            "conda_install_args",
                            "conda_create_args",
                            "conda_python",
                            "conda_exe")),
            // Replaces the installing of dependencies.
            new KnownPlugin(
                    "tox-poetry-installer",
                    List.of(),
                    List.of("locked_deps", "require_locked_deps", "poetry_dep_groups", "install_project_deps")));

    private static KnownPlugin without(String title, String... distributions) {
        return new KnownPlugin(title, List.of(distributions), List.of());
    }

    /** Which one lets {@code requires} name this distribution. */
    static Optional<KnownPlugin> of(Requirement requirement) {
        String name = NormalizedName.of(requirement.name());
        return ALL.stream()
                .filter(plugin -> plugin.distributions.contains(name))
                .findFirst();
    }

    /** The keys that only they read. */
    public static Set<String> keysOfAll() {
        return ALL.stream().flatMap(plugin -> plugin.keys.stream()).collect(Collectors.toUnmodifiableSet());
    }

    static Stream<KnownPlugin> all() {
        return ALL.stream();
    }
}
