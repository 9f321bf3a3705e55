package io.github.toxmatrix.tox.substitution;

import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.setting.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code {posargs}}: relative paths among them are meant from where tox was called (tox's {@code config/main.py}). */
public final class PositionalArguments {

    private PositionalArguments() {}

    /** Empty where none were given. */
    public static Optional<List<String>> of(Scope scope) {
        Optional<List<String>> given = scope.configuration().invocation().posargs();
        if (scope.environment().isEmpty()) {
            return given;
        }
        Settings settings = scope.environment().get();
        Object paths = settings.value(RunKeys.ARGS_ARE_PATHS.name(), scope.chain())
                .orElse(false); // not of an environment that builds
        if (scope.chain().stream().anyMatch(step -> step.endsWith(".change_dir")) || paths.equals(false)) {
            return given;
        }
        Path target = settings.get(RunKeys.CHANGE_DIR, scope.chain());
        if (given.isEmpty() || given.get().isEmpty()) {
            return given; // after the look at change_dir, which fails where it cannot be read
        }
        Path here = Path.of("").toAbsolutePath();
        return here.equals(target)
                ? given
                : given.map(args ->
                        args.stream().map(arg -> moved(arg, here, target)).toList());
    }

    private static String moved(String arg, Path here, Path target) {
        if (arg.isEmpty()) {
            return arg;
        }
        try {
            Path path = Path.of(arg);
            if (path.isAbsolute() || !Files.exists(here.resolve(path))) {
                return arg;
            }
            if (path.getNameCount() == 1 && Files.isExecutable(here.resolve(path)) && Files.isRegularFile(path)) {
                return arg; // a program, not a path to hand to one
            }
            String moved = target.relativize(here.resolve(path).normalize()).toString();
            return moved.startsWith("-") && !arg.startsWith("-")
                    ? Path.of(".", moved).toString()
                    : moved;
        } catch (InvalidPathException e) {
            return arg; // not a path on this system
        } catch (IllegalArgumentException e) {
            return here.resolve(arg).normalize().toString(); // on another drive
        }
    }
}
