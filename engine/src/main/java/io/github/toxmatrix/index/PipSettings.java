package io.github.toxmatrix.index;

import io.github.toxmatrix.interpreter.ShortProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the user has told pip, as pip itself says it. The values may hold credentials.
 *
 * @param options of {@code pip install}, by name without dashes before it
 */
public record PipSettings(Map<String, String> options) {

    private static final Pattern LINE = Pattern.compile("([^.=]+)\\.([^=]+)='(.*)'|([^.=]+)\\.([^=]+)=\"(.*)\"");
    private static final Pattern DEFAULT = Pattern.compile("--index-url <url>[^(]*\\(default\\s+([^\\s)]+)\\)");
    private static final List<String> SECTIONS = List.of("global", "install", ":env:");
    private static final Set<String> YES = Set.of("1", "true", "yes", "on", "y", "t");

    public PipSettings {
        options = Map.copyOf(options);
    }

    /**
     * Asks pip.
     *
     * @param python whose pip
     * @throws IOException if there is no pip that answers
     */
    public static PipSettings read(Path python, Map<String, String> environ) throws IOException {
        List<String> pip = List.of(python.toString(), "-m", "pip", "--disable-pip-version-check");
        String listed =
                ask(Stream.concat(pip.stream(), Stream.of("config", "list")).toList(), environ);
        Map<String, String> options = new HashMap<>(parse(listed));
        if (!options.containsKey("index-url")) {
            Map<String, String> plain = new HashMap<>(environ);
            plain.keySet().removeIf(name -> name.startsWith("PIP_"));
            String help = ask(
                    Stream.concat(pip.stream(), Stream.of("--isolated", "install", "--help"))
                            .toList(),
                    plain);
            options.put(
                    "index-url",
                    defaultIn(help)
                            .orElseThrow(() -> new IOException(
                                    "`" + python + " -m pip install --help` does not say which index is the default")));
        }
        return new PipSettings(options);
    }

    private static String ask(List<String> command, Map<String, String> environ) throws IOException {
        return ShortProcess.run(command, environ)
                .orElseThrow(() -> new IOException("`" + String.join(" ", command) + "` failed"));
    }

    static Map<String, String> parse(String listed) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String section : SECTIONS) {
            listed.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
                boolean single = line.group(1) != null;
                if (section.equals(line.group(single ? 1 : 4))) {
                    options.put(line.group(single ? 2 : 5), unescape(line.group(single ? 3 : 6)));
                }
            });
        }
        return options;
    }

    private static String unescape(String inner) {
        return inner.replace("\\n", "\n").replace("\\'", "'").replace("\\\\", "\\");
    }

    /** pip breaks the lines of its help where it likes. */
    static Optional<String> defaultIn(String help) {
        Matcher matcher = DEFAULT.matcher(help.replaceAll("\\s+", " "));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Where it looks for packages. */
    public PackageSources sources() {
        boolean none = one("no-index")
                .filter(value -> YES.contains(value.toLowerCase(java.util.Locale.ROOT)))
                .isPresent();
        return new PackageSources(
                one("index-url").filter(url -> !none).map(url -> Location.of(url, Upstream.Kind.SIMPLE)),
                none ? List.of() : all("extra-index-url", Upstream.Kind.SIMPLE),
                all("find-links", Upstream.Kind.FLAT));
    }

    Optional<String> one(String option) {
        return Optional.ofNullable(options.get(option)).map(String::strip).filter(Predicate.not(String::isEmpty));
    }

    Stream<String> words(String option) {
        return one(option).stream().flatMap(value -> Stream.of(value.split("\\s+", -1)));
    }

    private List<Location> all(String option, Upstream.Kind kind) {
        return words(option).map(url -> Location.of(url, kind)).toList();
    }

    @Override
    public String toString() {
        return "PipSettings" + options.keySet();
    }
}
