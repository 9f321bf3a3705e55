package io.github.toxmatrix.environment.installer;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what uv and pip print when they fail. */
public final class InstallerOutput {

    /** uv's two styles, and pip's. */
    private static final Pattern PROBLEM = Pattern.compile("(?:×|error:|ERROR:) +(.*)");

    private static final Pattern REASON = Pattern.compile("(?:╰─▶|cause:|Caused by:) +(.*)");

    private static final Pattern CACHE = Pattern.compile("Failed to initialize cache at .*");

    private static final String OF_CACHE =
            ". uv keeps there what it has downloaded: name a folder that can be written by"
                    + " UV_CACHE_DIR, or set HOME or XDG_CACHE_HOME so that it lies in one";

    private InstallerOutput() {}

    /** Why it failed, in one line, if it says so. */
    public static Optional<String> cause(String output) {
        List<String> lines = output.lines().map(String::strip).toList();
        return first(PROBLEM, lines, 1)
                .map(problem -> first(REASON, lines, 2)
                        .map(reason -> problem + ": " + reason)
                        .orElse(problem))
                .map(cause -> CACHE.matcher(cause).matches() ? cause + OF_CACHE : cause);
    }

    private static Optional<String> first(Pattern pattern, List<String> lines, int count) {
        String found = lines.stream()
                .map(pattern::matcher)
                .filter(java.util.regex.Matcher::matches)
                .limit(count)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.joining(": "));
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
