package io.github.toxmatrix.interpreter;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code py} launcher of Windows (PEP 397), which knows what PEP 514 has registered. */
final class PyLauncher {

    /** {@code  -V:3.12 *        C:\Python312\python.exe}. */
    private static final Pattern LINE = Pattern.compile("\\s*-\\S+(?:\\s+\\*)?\\s+(\\S.*\\.exe)\\s*");

    private PyLauncher() {}

    /** The interpreters it lists; none where there is no launcher. */
    static List<Path> list(Map<String, String> environ) {
        try {
            return ShortProcess.run(List.of("py", "-0p"), environ)
                    .map(PyLauncher::parse)
                    .orElse(List.of());
        } catch (IOException notInstalled) {
            return List.of();
        }
    }

    static List<Path> parse(String output) {
        return output.lines().flatMap(line -> path(line).stream()).toList();
    }

    private static Optional<Path> path(String line) {
        Matcher matcher = LINE.matcher(line);
        try {
            return matcher.matches() ? Optional.of(Path.of(matcher.group(1))) : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
