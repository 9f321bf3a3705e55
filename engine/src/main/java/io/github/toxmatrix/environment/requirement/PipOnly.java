package io.github.toxmatrix.environment.requirement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What pip takes in a requirements file and uv does not: it refuses the line, or passes over an option that decides what is
 * installed.
 */
public final class PipOnly {

    /** uv has git alone, and installs nothing editable from it. */
    private static final Pattern REPOSITORY =
            Pattern.compile("(-e|--editable)[=\\s].*\\bgit\\+.*|(.*[\\s=@])?(hg|svn|bzr)\\+.*");

    /** Behind a requirement. */
    private static final Pattern OF_A_REQUIREMENT =
            Pattern.compile("[^-].*\\s(-C|--config-settings?|--global-option|--install-option)[=\\s].*");

    private static final Set<String> OPTIONS = Set.of("--prefer-binary", "--use-feature");

    /** Those that uv takes as its own arguments, but not out of a file. */
    private static final Set<String> OPTIONS_OF_A_FILE = Set.of("--pre", "--trusted-host");

    private static final Set<String> FILES =
            Set.of("-r", "--requirement", "--requirements", "-c", "--constraint", "--constraints");

    private static final int DEPTH = 20;

    private PipOnly() {}

    /**
     * The first of them; empty where uv can install all.
     *
     * @param directory where relative paths begin
     */
    public static Optional<String> in(List<String> lines, Path directory) throws IOException {
        return in(lines, directory, 0);
    }

    /**
     * Moves requirements with options of their own into a file, as pip takes these only there.
     *
     * @return the lines that are left, and one that names the file
     */
    public static List<String> optionsToFile(List<String> lines, Path file) throws IOException {
        List<String> moved = lines.stream()
                .filter(line -> OF_A_REQUIREMENT.matcher(line.strip()).matches())
                .toList();
        if (moved.isEmpty()) {
            return lines;
        }
        Files.writeString(file, String.join("\n", moved) + "\n");
        List<String> all = new ArrayList<>(lines);
        all.removeAll(moved);
        all.add("-r " + file);
        return all;
    }

    private static Optional<String> in(List<String> lines, Path directory, int depth) throws IOException {
        for (String line : lines) {
            List<String> words = RequirementLines.forPip(List.of(line));
            if (words.isEmpty()) {
                continue;
            }
            String first = words.get(0);
            String whole = String.join(" ", words);
            if (REPOSITORY.matcher(whole).matches()
                    || OF_A_REQUIREMENT.matcher(whole).matches()
                    || OPTIONS.contains(first)
                    || (depth > 0 && OPTIONS_OF_A_FILE.contains(first))) {
                return Optional.of(whole);
            }
            if (FILES.contains(first) && words.size() > 1 && depth < DEPTH) {
                Optional<String> nested = inFile(words.get(1), directory, depth + 1);
                if (nested.isPresent()) {
                    return nested;
                }
            }
        }
        return Optional.empty();
    }

    /** One that cannot be read is the installer's to complain of. */
    private static Optional<String> inFile(String name, Path directory, int depth) throws IOException {
        if (name.contains("://")) {
            return Optional.empty();
        }
        Path file = directory.resolve(name).normalize();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<String> lines = RequirementLines.joined(Files.readString(file));
        Path parent = file.getParent();
        return in(lines, parent == null ? directory : parent, depth);
    }
}
