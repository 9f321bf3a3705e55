package io.github.toxmatrix.environment.requirement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of a requirements file that a resolver can turn into pins which say all of it: names of an index, files of such
 * lines, and editable folders. An archive, a URL or an unknown option says more than pins can.
 *
 * @param requirements without relative paths
 * @param options for resolver and installer alike, as uv takes them
 * @param preferred versions to be taken where they are good enough, {@code name==version}
 */
public record Pinnable(List<String> requirements, List<String> options, List<String> preferred) {

    private static final Set<String> FILES = Set.of("-r", "--requirement", "--requirements");
    private static final Set<String> CONSTRAINTS = Set.of("-c", "--constraint", "--constraints");
    private static final Set<String> EDITABLE = Set.of("-e", "--editable");
    private static final Set<String> OPTIONS = Set.of(
            "-i",
            "--index-url",
            "--extra-index-url",
            "-f",
            "--find-links",
            "--no-index",
            "--no-binary",
            "--only-binary",
            "--trusted-host",
            "--pre");
    /** In an absolute path, uv would take a {@code #} for the end of a URL. */
    private static final Pattern FOLDER = Pattern.compile("([^\\[\\]\\s;#]+)(\\[[^\\]]*\\])?");

    private static final Pattern NAMED =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*\\s*(\\[[^\\]]*\\])?\\s*([<>=!~;(].*)?");
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(whl|zip|tar\\.\\w+|tgz)");

    public Pinnable {
        requirements = List.copyOf(requirements);
        options = List.copyOf(options);
        preferred = List.copyOf(preferred);
    }

    public Pinnable(List<String> requirements, List<String> options) {
        this(requirements, options, List.of());
    }

    /** The same, preferring what is installed, as pip does. */
    public Pinnable preferring(Map<String, String> versions) {
        List<String> installed = versions.entrySet().stream()
                .map(one -> one.getKey() + "==" + one.getValue())
                .sorted()
                .toList();
        return new Pinnable(requirements, options, installed);
    }

    /** Nothing where pins cannot say all of it. */
    public static Optional<Pinnable> of(List<String> lines, Path directory) throws IOException {
        List<String> requirements = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String line : lines) {
            List<String> words = RequirementLines.forPip(List.of(line));
            if (words.isEmpty()) {
                continue;
            }
            String first = words.get(0);
            String value = words.size() > 1 ? words.get(1) : "";
            Optional<String> requirement = FILES.contains(first) || CONSTRAINTS.contains(first)
                    ? file(CONSTRAINTS.contains(first) ? "-c " : "-r ", value, directory)
                    : EDITABLE.contains(first) ? editable(value, directory) : named(first);
            if (OPTIONS.contains(first)) {
                options.addAll(RequirementLines.forUv(List.of(line)));
            } else if (requirement.isPresent()) {
                requirements.add(requirement.get());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Pinnable(requirements, options));
    }

    private static Optional<String> named(String line) {
        return NAMED.matcher(line).matches() && !ARCHIVE.matcher(line).matches() && !line.contains(" --")
                ? Optional.of(line)
                : Optional.empty();
    }

    private static Optional<String> editable(String value, Path directory) {
        Matcher folder = FOLDER.matcher(value);
        if (value.contains("://") || !folder.matches()) {
            return Optional.empty();
        }
        String path = directory.resolve(folder.group(1)).normalize().toString();
        String extras = folder.group(2) == null ? "" : folder.group(2);
        return FOLDER.matcher(path).matches() ? Optional.of("-e " + path + extras) : Optional.empty();
    }

    private static Optional<String> file(String option, String name, Path directory) throws IOException {
        if (name.contains("://") || name.endsWith(".toml")) {
            return Optional.empty();
        }
        Path file = directory.resolve(name).normalize();
        return Files.isRegularFile(file) && isPlain(file, 0) ? Optional.of(option + file) : Optional.empty();
    }

    /** Without options, which would not go with the pins. */
    private static boolean isPlain(Path file, int depth) throws IOException {
        for (String line : RequirementLines.joined(Files.readString(file))) {
            List<String> words = RequirementLines.forPip(List.of(line));
            if (words.isEmpty()) {
                continue;
            }
            String first = words.get(0);
            boolean nested = words.size() > 1 && (FILES.contains(first) || CONSTRAINTS.contains(first));
            boolean plain = nested
                    ? depth < 20
                            && !words.get(1).contains("://")
                            && Files.isRegularFile(file.resolveSibling(words.get(1)))
                            && isPlain(file.resolveSibling(words.get(1)), depth + 1)
                    : named(first).isPresent();
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** Whether pins are all there is to say: no folders of this machine, no options for how files are chosen. */
    public boolean isOfAnIndex() {
        return options.isEmpty() && requirements.stream().noneMatch(line -> line.startsWith("-e "));
    }

    /** Those lines that say where packages come from. */
    public static List<String> optionsOf(List<String> lines) {
        return lines.stream()
                .filter(line -> RequirementLines.forPip(List.of(line)).stream()
                        .findFirst()
                        .filter(OPTIONS::contains)
                        .isPresent())
                .toList();
    }

    /** As the text of a requirements file. */
    public String text() {
        return String.join("\n", requirements) + "\n";
    }
}
