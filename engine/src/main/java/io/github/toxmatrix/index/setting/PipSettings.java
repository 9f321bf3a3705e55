package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.index.upstream.Upstream;
import io.github.toxmatrix.interpreter.Platform;
import io.github.toxmatrix.interpreter.ShortProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the user has told pip, as pip itself says it. The values may hold credentials.
 *
 * @param options of {@code pip install}, by name without dashes before it, such as {@code index-url}
 * @param files of which some come, and those of other commands
 */
public record PipSettings(Map<String, String> options, PipFiles files) {

    /** Sections that {@code pip install} reads, the weakest first. */
    private static final List<String> SECTIONS = List.of("global", "install", ":env:");

    private static final List<String> PROXIES = List.of("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy");

    private static final Set<String> YES = Set.of("1", "true", "yes", "on", "y", "t");

    public PipSettings {
        options = Map.copyOf(options);
    }

    /** Those of variables alone. */
    public PipSettings(Map<String, String> options) {
        this(options, new PipFiles(Map.of()));
    }

    /**
     * Those of an interpreter's pip; of the variables alone where it has none that answers.
     *
     * @param python whose pip
     * @param directory where it is started, and relative paths begin
     */
    public static PipSettings read(Optional<Path> python, Map<String, String> environ, Path directory) {
        return told(python, environ, directory).placed(directory, Platform.home(environ));
    }

    private static PipSettings told(Optional<Path> python, Map<String, String> environ, Path directory) {
        if (python.isPresent()) {
            Map<String, String> talking = new HashMap<>(environ);
            talking.put("PIP_QUIET", "0"); // else a pip that is told to be quiet lists nothing
            try {
                Optional<String> listed = ShortProcess.run(
                        List.of(python.get().toString(), "-m", "pip", "--disable-pip-version-check", "config", "list"),
                        talking,
                        directory);
                if (listed.isPresent()) {
                    return parse(listed.get());
                }
            } catch (IOException notStartable) {
                return ofVariables(environ);
            }
        }
        return ofVariables(environ);
    }

    /** With files where pip finds them, which others start to look for elsewhere. */
    private PipSettings placed(Path directory, Path home) {
        Map<String, String> placed = new HashMap<>(options);
        for (String option : List.of("cert", "client-cert")) {
            placed.computeIfPresent(option, (name, path) -> directory
                    .toAbsolutePath()
                    .resolve(inHome(path.strip(), home))
                    .toString());
        }
        placed.computeIfPresent(
                "find-links",
                (name, links) -> words(name).map(link -> inHome(link, home)).collect(Collectors.joining(" ")));
        return new PipSettings(placed, files);
    }

    private static String inHome(String path, Path home) {
        return path.startsWith("~/") ? home.resolve(path.substring(2)).toString() : path;
    }

    private static PipSettings ofVariables(Map<String, String> environ) {
        Map<String, String> options = new HashMap<>();
        environ.forEach((name, value) -> {
            if (name.startsWith("PIP_") && !value.isEmpty()) {
                options.put(name.substring(4).toLowerCase(Locale.ROOT).replace('_', '-'), value);
            }
        });
        return new PipSettings(options);
    }

    /** What {@code pip config list} prints: {@code global.index-url='https://…'}, values as Python writes them. */
    public static PipSettings parse(String listed) {
        Map<String, Map<String, String>> sections = PipFiles.parse(listed);
        Map<String, String> options = new HashMap<>();
        for (String section : SECTIONS) { // pip passes over what is empty
            sections.getOrDefault(section, Map.of()).forEach((name, value) -> {
                if (!value.isEmpty()) {
                    options.put(name, value);
                }
            });
        }
        return new PipSettings(options, PipFiles.of(sections));
    }

    /** Whether it names an index instead of the default. */
    public boolean namesMainIndex() {
        return one("index-url").isPresent();
    }

    /** Whether it names a proxy for every host. */
    public boolean hasOwnProxy() {
        return one("proxy").isPresent();
    }

    /**
     * Where pip looks for packages.
     *
     * @param byDefault its index where none is configured
     */
    PackageSources sources(Optional<String> byDefault) {
        boolean none = isTrue("no-index");
        return new PackageSources(
                one("index-url")
                        .or(() -> byDefault)
                        .filter(url -> !none)
                        .map(url -> Location.of(url, Upstream.Kind.SIMPLE)),
                none ? List.of() : all("extra-index-url", Upstream.Kind.SIMPLE),
                all("find-links", Upstream.Kind.FLAT));
    }

    /** Why pip has to ask its indexes itself, if it has to: it alone asks a keyring, where it was told of one for an index without password. */
    Optional<String> reasonToAskKeyring(PackageSources sources) {
        boolean used = one("keyring-provider")
                .filter(List.of("import", "subprocess")::contains)
                .isPresent();
        boolean open = sources.upstreams().stream()
                .anyMatch(upstream -> upstream.credentials().isEmpty() || upstream.lacksPassword());
        return used && open
                ? Optional.of("pip takes passwords from a keyring (keyring-provider), which it alone asks")
                : Optional.empty();
    }

    /**
     * The variables that tell uv, which reads nothing of pip's, the same. Where pip has several indexes it takes the best
     * version of all, and so uv is told to. What the user has set for uv stays.
     *
     * @param variables that uv has
     * @param sources whether this says where packages are; not where the user has told uv itself
     */
    public Map<String, String> forUv(Map<String, String> variables, boolean sources) {
        Map<String, String> told = new LinkedHashMap<>();
        if (sources) {
            one("index-url").ifPresent(url -> told.put("UV_DEFAULT_INDEX", url));
            list("extra-index-url", " ").ifPresent(urls -> {
                told.put("UV_INDEX", urls);
                told.put("UV_INDEX_STRATEGY", "unsafe-best-match");
            });
            list("find-links", ",").ifPresent(links -> told.put("UV_FIND_LINKS", links));
            if (isTrue("no-index")) {
                told.put("UV_NO_INDEX", "1");
            }
            list("trusted-host", " ").ifPresent(hosts -> told.put("UV_INSECURE_HOST", hosts));
        }
        one("cert").ifPresent(file -> told.put("SSL_CERT_FILE", file));
        one("client-cert").ifPresent(file -> told.put("SSL_CLIENT_CERT", file));
        one("proxy").ifPresent(url -> told.put("ALL_PROXY", url));
        list("constraint", " ").ifPresent(files -> told.put("UV_CONSTRAINT", files));
        timeout().ifPresent(seconds -> told.put("UV_HTTP_TIMEOUT", seconds));
        if (isTrue("pre")) {
            told.put("UV_PRERELEASE", "allow");
        }
        FileChoice.ALL.forEach(choice ->
                list(choice.option().substring(2), ",").ifPresent(names -> told.put(choice.variable(), names)));
        told.keySet().removeAll(variables.keySet());
        return told;
    }

    /**
     * Its files where it asks our index and has a proxy of its own: without that. pip asks it for every host, this machine's own
     * loopback too, and no variable takes back what a file says.
     */
    public PipFiles filesToAskUs() {
        return files.without("proxy");
    }

    /** Variables that tell it of its own proxy so that it is none for what {@code NO_PROXY} names. */
    public Map<String, String> proxyInVariables(Map<String, String> environ) {
        Optional<String> own = one("proxy");
        if (own.isEmpty()) {
            return environ;
        }
        Map<String, String> variables = new LinkedHashMap<>(environ);
        variables.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
        PROXIES.forEach(name -> variables.put(name, own.get()));
        return variables;
    }

    /** Variables that tell it whom it trusts already, to which a host can be added: a variable replaces what files say. */
    public Map<String, String> trustedInVariables(Map<String, String> environ) {
        Map<String, String> variables = new LinkedHashMap<>(environ);
        one("trusted-host").ifPresent(hosts -> variables.put("PIP_TRUSTED_HOST", hosts));
        return variables;
    }

    Optional<String> timeout() {
        return one("timeout").or(() -> one("default-timeout"));
    }

    Optional<String> one(String option) {
        return Optional.ofNullable(options.get(option)).map(String::strip).filter(Predicate.not(String::isEmpty));
    }

    Stream<String> words(String option) {
        return one(option).stream().flatMap(value -> Stream.of(value.split("\\s+", -1)));
    }

    private Optional<String> list(String option, String separator) {
        return one(option).map(value -> String.join(separator, value.split("\\s+", -1)));
    }

    private List<Location> all(String option, Upstream.Kind kind) {
        return words(option).map(url -> Location.of(url, kind)).toList();
    }

    private boolean isTrue(String option) {
        return one(option)
                .filter(value -> YES.contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    @Override
    public String toString() {
        return "PipSettings" + options.keySet();
    }
}
