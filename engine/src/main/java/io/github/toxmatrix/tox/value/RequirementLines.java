package io.github.toxmatrix.tox.value;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.text.ShellWords;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The lines of {@code deps} and {@code constraints} (tox's {@code tox_env/python/pip/req_file.py}). */
public final class RequirementLines {

    private static final Pattern COMMENT = Pattern.compile("(^|(?<!\\\\)\\s+)#.*$", Pattern.UNICODE_CHARACTER_CLASS);

    /** Those whose argument tox 3 took without a space, and still does here. */
    private static final List<String> GLUED = List.of(
            "-i",
            "--index-url",
            "--extra-index-url",
            "-e",
            "--editable",
            "-c",
            "--constraint",
            "-r",
            "--requirement",
            "-f",
            "--find-links",
            "--trusted-host",
            "--use-feature",
            "--no-binary",
            "--only-binary");

    /** Those whose argument is a path, in which spaces are escaped. */
    private static final List<String> PATHS =
            List.of("-c", "--constraint", "-r", "--requirement", "-f", "--find-links", "-e", "--editable");

    private static final Pattern UNESCAPED_SPACE = Pattern.compile("(?<!\\\\)(\\s)", Pattern.UNICODE_CHARACTER_CLASS);

    private RequirementLines() {}

    /** The lines as they are written, continued ones joined; blank ones stay. */
    static List<String> ofText(String text) {
        String joined = text.replace("\r", "").replace("\\\n", "");
        return joined.lines().map(RequirementLines::spaced).toList();
    }

    /** @throws IllegalArgumentException where one is not a file or URL */
    static List<String> constraints(String text) {
        List<String> lines = ofText(text);
        if (lines.stream().anyMatch(line -> line.startsWith("-"))) {
            throw new IllegalArgumentException("only constraints files or URLs can be provided");
        }
        return lines;
    }

    /**
     * As {@link #merged}, for lines that pip gets as the argument of {@code -c}.
     *
     * @throws ToxConfigurationException where one is more than an argument
     */
    public static List<String> constrained(List<String> lines) {
        for (String line : lines) {
            String content = content(line);
            if (!content.isEmpty()) {
                String argument = content.replace("\\", "").isEmpty() ? "" : content; // nothing is left to continue
                List<String> editable = options(PipOption.CONSTRAINT.spelling() + " " + argument)
                        .getOrDefault(PipOption.EDITABLE, List.of());
                if (!editable.isEmpty()) {
                    throw ToxConfigurationException.raised(
                            "ValueError",
                            "Cannot provide options in constraints list, only paths or URL can be provided. (-c -e "
                                    + editable.get(0) + ")");
                }
            }
        }
        return merged(lines);
    }

    /** Without comments and blank lines. */
    public static List<String> contents(String text) {
        return ofText(text).stream()
                .map(line -> content(line.replaceFirst("\\\\+$", ""))) // nothing is left to continue
                .filter(content -> !content.isEmpty())
                .toList();
    }

    private static String content(String line) {
        return WhiteSpace.strip(COMMENT.matcher(line).replaceFirst(""));
    }

    /**
     * What pip gets: its options, which count for all lines, merged at the place of the first; nothing where there is
     * neither a requirement nor an option. A blank line at the end goes, as tox splits here anew what it has joined.
     *
     * @throws ToxConfigurationException where a line is none of a requirements file
     */
    public static List<String> merged(List<String> written) {
        int last = written.size() - 1;
        List<String> lines = last >= 0 && written.get(last).isEmpty() ? written.subList(0, last) : written;
        List<String> merged = new ArrayList<>();
        PipOptions options = new PipOptions();
        int first = -1;
        boolean requirement = false;
        for (String line : lines) {
            String content = content(line);
            if (content.replace("\\", "").isEmpty()) { // nothing is left to continue
                merged.add(line);
                continue;
            }
            Map<PipOption, List<String>> given = options(content);
            if (isRequirement(content)
                    || given.containsKey(PipOption.EDITABLE)
                    || given.containsKey(PipOption.REQUIREMENT)
                    || given.containsKey(PipOption.CONSTRAINT)) {
                requirement = true;
                merged.add(line);
            } else {
                first = first < 0 ? merged.size() : first;
                options.add(given);
            }
        }
        List<String> rendered = options.lines();
        if (!requirement && rendered.isEmpty()) {
            return List.of();
        }
        merged.addAll(Math.max(first, 0), rendered);
        return List.copyOf(merged);
    }

    private static boolean isRequirement(String content) {
        return !content.startsWith("-");
    }

    /** The options begin with the first word that begins with a dash. */
    private static Map<PipOption, List<String>> options(String content) {
        int start = content.startsWith("-") ? 0 : content.indexOf(" -") + 1;
        if (start == 0 && !content.startsWith("-")) {
            return Map.of();
        }
        try {
            return PipOption.parse(ShellWords.split(content.substring(start)));
        } catch (IllegalArgumentException e) {
            throw ToxConfigurationException.raised("ValueError", String.valueOf(e.getMessage()));
        }
    }

    private static String spaced(String line) {
        String spaced = line;
        for (String option : GLUED) {
            int length = option.length();
            if (line.startsWith(option)
                    && line.length() > length
                    && !WhiteSpace.is(line.charAt(length))
                    && line.charAt(length) != '=') {
                spaced = option + " " + line.substring(length);
                break;
            }
        }
        for (String option : PATHS) {
            int length = option.length();
            if (spaced.startsWith(option) && spaced.length() > length && WhiteSpace.is(spaced.charAt(length))) {
                String value = spaced.substring(length + 1);
                String start = WhiteSpace.stripLeading(value);
                return start.startsWith("'") || start.startsWith("\"")
                        ? spaced
                        : option + " " + UNESCAPED_SPACE.matcher(value).replaceAll("\\\\$1");
            }
        }
        return spaced;
    }
}
