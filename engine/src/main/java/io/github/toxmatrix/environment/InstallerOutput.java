package io.github.toxmatrix.environment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what uv and pip print when they fail. */
final class InstallerOutput {

    private static final Pattern FULL_DISK =
            Pattern.compile("No space left on device|os error 28\\b|Disk quota exceeded|not enough space on the disk");

    private InstallerOutput() {}

    /** Why it failed, in one line, if it says so. */
    static Optional<String> cause(String output, Path environment) {
        if (FULL_DISK.matcher(output).find()) {
            return Optional.of("no space is left where " + environment
                    + " lies: run fewer environments at once, or set the place of environments to disk or to a folder"
                    + " with room");
        }
        List<String> lines = output.lines().map(String::strip).toList();
        Optional<String> problem = lines.stream()
                .filter(line -> line.startsWith("×") || line.startsWith("error: ") || line.startsWith("ERROR: "))
                .findFirst();
        return problem.map(line -> {
            String reason = lines.stream()
                    .filter(other -> other.startsWith("╰─▶") || other.startsWith("Caused by: "))
                    .findFirst()
                    .map(other -> ": " + plain(other))
                    .orElse("");
            return plain(line) + reason;
        });
    }

    private static String plain(String line) {
        return line.replaceFirst("^(×|╰─▶|error:|ERROR:|Caused by:)\\s*", "");
    }
}
