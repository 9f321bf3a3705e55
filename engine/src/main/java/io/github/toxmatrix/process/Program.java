package io.github.toxmatrix.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the file of a program as Python's {@code shutil.which} does, with which tox finds it. */
public final class Program {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    private Program() {}

    /**
     * Finds a program.
     *
     * @param program a name, looked up on {@code PATH}, or a path, relative to {@code directory} if it is relative
     * @param directory where the program will start
     * @param environment its variables
     */
    public static Optional<Path> locate(String program, Path directory, Map<String, String> environment) {
        try {
            if (hasFolder(program)) {
                return executable(directory.resolve(program), environment);
            }
            for (String folder : variable("PATH", environment).split(File.pathSeparator, -1)) {
                Optional<Path> found = executable(directory.resolve(folder).resolve(program), environment);
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    static Path require(String program, Path directory, Map<String, String> environment) throws ProcessStartException {
        Optional<Path> found = locate(program, directory, environment);
        if (found.isPresent()) {
            return found.get();
        }
        String why;
        if (!hasFolder(program)) {
            why = "it is not on PATH (" + variable("PATH", environment) + ")";
        } else if (Files.isDirectory(directory.resolve(program))) {
            why = "it is a folder";
        } else if (Files.exists(directory.resolve(program))) {
            why = "it is not executable";
        } else {
            why = "there is no such file";
        }
        throw new ProcessStartException("cannot start " + program + ": " + why, new NoSuchFileException(program));
    }

    private static boolean hasFolder(String program) {
        return program.indexOf('/') >= 0 || (WINDOWS && program.indexOf('\\') >= 0);
    }

    private static Optional<Path> executable(Path file, Map<String, String> environment) {
        Path absolute = file.toAbsolutePath();
        if (!WINDOWS) {
            return isProgram(absolute) ? Optional.of(absolute) : Optional.empty();
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        String extensions = variable("PATHEXT", environment);
        List<String> tried = List.of((extensions.isEmpty() ? ".COM;.EXE;.BAT;.CMD" : extensions).split(";"));
        if (tried.stream().anyMatch(e -> name.endsWith(e.toLowerCase(Locale.ROOT))) && isProgram(absolute)) {
            return Optional.of(absolute);
        }
        return tried.stream()
                .map(extension -> Path.of(absolute + extension))
                .filter(Program::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** A variable; its name in any case on Windows, as there. */
    private static String variable(String name, Map<String, String> environment) {
        if (!WINDOWS) {
            return environment.getOrDefault(name, "");
        }
        return environment.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
