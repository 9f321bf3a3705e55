package io.github.toxmatrix.environment.requirement;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.pep.NormalizedName;
import io.github.toxmatrix.pep.Requirement;
import io.github.toxmatrix.tox.ToxEnvironment;
import io.github.toxmatrix.tox.ToxProject;
import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.key.CoreKeys;
import io.github.toxmatrix.tox.key.PackagingKeys;
import io.github.toxmatrix.tox.key.RunKeys;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something that a configuration asks for and that is not done here, as it takes a plugin of tox. It is never guessed
 * what a plugin would do: such an environment is not made, and its user is told what can make it.
 */
public sealed interface Unsupported {

    /** tox whose rules are followed here. */
    String TOX = "4.67.15";

    /** tox's own runner, and that of tox-uv, which makes the same environment with uv. */
    List<String> RUNNERS = List.of("virtualenv", "uv-venv-runner");

    /** What tox-uv adds to the kinds of packages. */
    List<String> PACKAGES_OF_PLUGINS = List.of("uv", "uv-editable");

    /** Where it stands. */
    SourcePosition position();

    /** The key and its value, and why that is not done. */
    String text();

    /** {@code runner} names one that a plugin brings. */
    record UnknownRunner(SourcePosition position, String runner) implements Unsupported {

        @Override
        public String text() {
            return "runner = " + runner + ": the runner '" + runner + "' is not known here; known are "
                    + String.join(", ", RUNNERS);
        }
    }

    /** {@code package} asks for a kind that a plugin brings. */
    record PackageOfPlugin(SourcePosition position, String kind) implements Unsupported {

        @Override
        public String text() {
            return "package = " + kind + ": this kind of package comes with tox-uv and is not known here";
        }
    }

    /** A key that a plugin reads. */
    record KeyOfPlugin(SourcePosition position, String key, KnownPlugin plugin) implements Unsupported {

        @Override
        public String text() {
            return key + ": this key is one of " + plugin.title() + " and not known here";
        }
    }

    /** A line of {@code requires} that is none of {@link KnownPlugin}. */
    record RequiredPlugin(SourcePosition position, String line) implements Unsupported {

        @Override
        public String text() {
            return "requires = " + line + ": what this plugin of tox does to an environment is not known here";
        }
    }

    /** {@code requires} or {@code min_version} asks for a tox with other rules. */
    record OtherTox(SourcePosition position, String setting) implements Unsupported {

        @Override
        public String text() {
            return setting + ": the rules followed here are those of tox " + TOX;
        }
    }

    /** A plugin in the project itself. */
    record PluginFile(SourcePosition position) implements Unsupported {

        @Override
        public String text() {
            return "a plugin of tox in the project's own folder, which is not known here";
        }
    }

    /** All that an environment asks for and that only tox itself can do. */
    static List<Unsupported> in(ToxProject project, ToxEnvironment environment) {
        List<Unsupported> found = new ArrayList<>(in(project));
        String runner = environment.get(RunKeys.RUNNER);
        if (!RUNNERS.contains(runner)) {
            found.add(new UnknownRunner(environment.position(RunKeys.RUNNER), runner));
        }
        String kind = environment.get(PackagingKeys.PACKAGE);
        if (PACKAGES_OF_PLUGINS.contains(kind)) {
            found.add(new PackageOfPlugin(environment.position(PackagingKeys.PACKAGE), kind));
        }
        found.addAll(keysOfPlugins(environment));
        return List.copyOf(found);
    }

    /** What an environment asks for by keys that only a plugin reads. */
    static List<Unsupported> keysOfPlugins(ToxEnvironment environment) {
        return KnownPlugin.all()
                .flatMap(plugin -> plugin.keys().stream().flatMap(key -> environment.positionOf(key).stream()
                        .map(position -> (Unsupported) new KeyOfPlugin(position, key, plugin))))
                .toList();
    }

    /** What all environments ask for, and only tox itself can do. Markers are of tox's own interpreter, which is not known here. */
    static List<Unsupported> in(ToxProject project) {
        List<Unsupported> found = new ArrayList<>();
        SourcePosition position = project.position(CoreKeys.REQUIRES);
        List<String> requires = project.get(CoreKeys.REQUIRES);
        for (String line : requires.subList(0, requires.size() - 1)) { // the last is tox itself, by min_version
            Requirement requirement = Requirement.parse(line);
            if (KnownPlugin.of(requirement).isEmpty()) {
                found.add(new RequiredPlugin(position, line));
            } else if (NormalizedName.of(requirement.name()).equals("tox") && !requirement.allows(TOX)) {
                found.add(new OtherTox(position, "requires = " + line));
            }
        }
        project.get(CoreKeys.MIN_VERSION)
                .filter(minimum -> !Requirement.parse("tox>=" + minimum).allows(TOX))
                .ifPresent(minimum ->
                        found.add(new OtherTox(project.position(CoreKeys.MIN_VERSION), "min_version = " + minimum)));
        pluginFile(project).ifPresent(file -> found.add(new PluginFile(new SourcePosition(file, 0))));
        return List.copyOf(found);
    }

    /** As {@code tox/plugin/inline.py} looks for it. */
    private static Optional<Path> pluginFile(ToxProject project) {
        return Stream.of("toxfile.py", "☣.py")
                .flatMap(name -> beside(project.configFile(), name).stream())
                .filter(Files::exists)
                .findFirst();
    }

    /** In a locale such as C, a JVM has no path with a character beyond ASCII, and so none to look at. */
    private static Optional<Path> beside(Path file, String name) {
        try {
            return Optional.of(file.resolveSibling(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What is missing and what to do about it, for the user of an environment. */
    static String describe(List<Unsupported> found, ToxEnvironment environment) {
        return found.stream()
                .map(each -> each.position() + ": " + each.text())
                .collect(Collectors.joining(
                        "\n",
                        "",
                        "\nTo run this environment by the installed tox: " + Constants.RUNNER + "=tox:"
                                + environment.name() + " (all environments: " + Constants.RUNNER + "=tox)"));
    }
}
