package io.github.toxmatrix.environment.requirement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the lines of a requirements file into arguments of an installer which is started where their paths begin. */
public final class RequirementLines {

    private static final Pattern OPTION =
            Pattern.compile("(--[a-z-]+|-[a-z])(?:\\s*=\\s*|\\s+|(?<=^-[a-z]))(.*)|(--[a-z-]+)");
    private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*$");

    /** Options of pip's requirement files which have no meaning for uv. */
    private static final Set<String> PIP_ONLY = Set.of("--prefer-binary", "--use-feature", "--no-use-pep517");

    private static final Set<String> INDEXES = Set.of("-i", "--index-url", "--extra-index-url");
    private static final Set<String> FILES = Set.of("-r", "--requirement", "-c", "--constraint");
    private static final int MOST_NESTED = 20;

    private static final Pattern HASH = Pattern.compile("\\s--hash[= ]");

    /** A requirement with a name, not a path or URL alone. */
    private static final Pattern NAMED =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\s*(\\[[^\\]]*\\])?\\s*([<>=!~;@(].*)?");

    private RequirementLines() {}

    /** The lines of a file, with those that a backslash continues in one. */
    static List<String> joined(String text) {
        return text.replaceAll("\\\\\\r?\\n", " ").lines().toList();
    }

    /** As pip takes them. */
    public static List<String> forPip(List<String> lines) {
        List<String> arguments = new ArrayList<>();
        for (String line : lines) {
            String plain = COMMENT.matcher(line).replaceFirst("").strip();
            if (plain.isEmpty()) {
                continue;
            }
            Matcher option = OPTION.matcher(plain);
            if (!plain.startsWith("-") || !option.matches()) {
                arguments.add(plain);
            } else if (option.group(3) != null) {
                arguments.add(option.group(3));
            } else {
                arguments.add(option.group(1));
                if (!option.group(2).isEmpty()) {
                    arguments.add(unquote(option.group(2)));
                }
            }
        }
        return arguments;
    }

    /** As uv takes them. */
    public static List<String> forUv(List<String> lines) {
        List<String> arguments = new ArrayList<>();
        for (String argument : forPip(lines)) {
            switch (argument) {
                case "--pre" -> arguments.add("--prerelease=allow");
                case "--trusted-host" -> arguments.add("--allow-insecure-host");
                case "-i" -> arguments.add("--index-url");
                default -> {
                    if (!PIP_ONLY.contains(argument)) {
                        arguments.add(argument);
                    }
                }
            }
        }
        return arguments;
    }

    /**
     * The first line that names an index, which an installer then asks besides or instead of those that it was told of.
     *
     * @param directory where relative paths among the lines begin
     */
    public static Optional<String> namingAnIndex(List<String> lines, Path directory) throws IOException {
        return namingAnIndex(lines, directory, 0);
    }

    private static Optional<String> namingAnIndex(List<String> lines, Path directory, int depth) throws IOException {
        for (String line : lines) {
            List<String> words = forPip(List.of(line));
            String first = words.isEmpty() ? "" : words.get(0);
            if (INDEXES.contains(first)) {
                return Optional.of(first);
            }
            Path file = directory.resolve(words.size() == 2 && FILES.contains(first) ? unquote(words.get(1)) : "");
            if (Files.isRegularFile(file) && depth < MOST_NESTED) {
                List<String> nested = Files.readString(file)
                        .replaceAll("\\\\\\r?\\n", " ")
                        .lines()
                        .toList();
                Optional<String> found = namingAnIndex(nested, file.resolveSibling(""), depth + 1);
                if (found.isPresent()) {
                    return Optional.of(found.get() + " in " + file);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Moves lines with hashes into a file, as installers take hashes only there; and then asks for hashes of everything,
     * as pip does once there are any.
     *
     * @return the lines that are left, and those that name the file
     */
    public static List<String> hashesToFile(List<String> lines, Path file) throws IOException {
        List<String> hashed =
                lines.stream().filter(line -> HASH.matcher(line).find()).toList();
        if (hashed.isEmpty()) {
            return lines;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, String.join("\n", hashed) + "\n");
        List<String> all = new ArrayList<>(lines);
        all.removeAll(hashed);
        all.add("-r " + file);
        all.add("--require-hashes");
        return all;
    }

    /**
     * Requirements that may stand in a constraints file: those with a name, without extras; and the files of constraints
     * among the lines.
     *
     * @param directory where relative paths among the lines begin
     */
    public static List<String> asConstraints(List<String> lines, Path directory) {
        List<String> constraints = new ArrayList<>();
        for (String line : lines) {
            String plain = COMMENT.matcher(line).replaceFirst("").strip();
            Matcher option = OPTION.matcher(plain);
            if (plain.startsWith("-")
                    && option.matches()
                    && Set.of("-c", "-r", "--constraint", "--requirement").contains(String.valueOf(option.group(1)))) {
                String kind = String.valueOf(option.group(1))
                                .replaceFirst("^-(?=r)|^--(?=r)", "")
                                .startsWith("r")
                        ? "-r "
                        : "-c ";
                constraints.add(kind + directory.resolve(unquote(option.group(2))));
            } else if (NAMED.matcher(plain).matches()) {
                constraints.add(plain.replaceFirst("^([A-Za-z0-9._-]+)\\s*\\[[^\\]]*\\]", "$1"));
            }
        }
        return constraints;
    }

    private static String unquote(String value) {
        String stripped = value.strip();
        if (stripped.length() > 1
                && (stripped.charAt(0) == '"' || stripped.charAt(0) == '\'')
                && stripped.charAt(stripped.length() - 1) == stripped.charAt(0)) {
            return stripped.substring(1, stripped.length() - 1);
        }
        return stripped.replace("\\ ", " ");
    }
}
