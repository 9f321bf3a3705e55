package io.github.toxmatrix.tox.substitution;

import io.github.toxmatrix.tox.key.RunKeys;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.setting.Settings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code {posargs}}: relative paths among them are meant from where tox was called (tox's {@code config/main.py}). */
public final class PositionalArguments {

    private PositionalArguments() {}

    /**
     * Empty where none were given.
     *
     * @param program whether the first is the program of a command: a name without a folder stays what it is then
     */
    public static Optional<List<String>> of(Scope scope, boolean program) {
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
        return here.equals(target) ? given : given.map(args -> moved(args, here, target, program));
    }

    private static List<String> moved(List<String> args, Path here, Path target, boolean program) {
        List<String> moved = new ArrayList<>();
        for (String arg : args) {
            boolean stays = arg.isEmpty() || (moved.isEmpty() && isProgram(arg, here, program));
            moved.add(stays ? arg : moved(arg, here, target));
        }
        return moved;
    }

    /** A name without a folder where a program is wanted, or that is one: not a path to hand to a program. */
    private static boolean isProgram(String arg, Path here, boolean wanted) {
        Path file = here.resolve(arg);
        return arg.equals(String.valueOf(file.getFileName()))
                && (wanted || (Files.isRegularFile(file) && Files.isExecutable(file)));
    }

    private static String moved(String arg, Path here, Path target) {
        try {
            Path path = Path.of(arg);
            if (path.isAbsolute() || !Files.exists(here.resolve(path))) {
                return arg;
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
