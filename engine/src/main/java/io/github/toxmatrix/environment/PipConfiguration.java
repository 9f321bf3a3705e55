package io.github.toxmatrix.environment;

import io.github.toxmatrix.interpreter.ShortProcess;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the user's pip takes packages from, told to uv, which reads nothing of pip's. The values may hold credentials:
 * they travel as environment variables alone.
 *
 * @param options by name, without section, such as {@code index-url}; as {@code pip install} would see them
 */
record PipConfiguration(Map<String, String> options) {

    private static final Pattern LINE = Pattern.compile("([^.=]+)\\.([^=]+)=(.*)");

    /** Sections that {@code pip install} reads, the weakest first. */
    private static final List<String> SECTIONS = List.of("global", "install", ":env:");

    /** Any of these says that the user has told uv itself where packages come from. */
    private static final Set<String> UV_OWN = Set.of(
            "UV_INDEX", "UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_NO_INDEX");

    PipConfiguration {
        options = Map.copyOf(options);
    }

    /** Of an interpreter's pip; of the variables alone where it has none. */
    static PipConfiguration read(Optional<java.nio.file.Path> python, Map<String, String> environ) {
        if (python.isPresent()) {
            try {
                List<String> command =
                        List.of(python.get().toString(), "-m", "pip", "--disable-pip-version-check", "config", "list");
                Optional<String> listed = ShortProcess.run(command, environ);
                if (listed.isPresent()) {
                    return parse(listed.get());
                }
            } catch (IOException notStartable) {
                return ofVariables(environ);
            }
        }
        return ofVariables(environ);
    }

    private static PipConfiguration ofVariables(Map<String, String> environ) {
        Map<String, String> options = new HashMap<>();
        environ.forEach((name, value) -> {
            if (name.startsWith("PIP_") && !value.isEmpty()) {
                options.put(name.substring(4).toLowerCase(Locale.ROOT).replace('_', '-'), value);
            }
        });
        return new PipConfiguration(options);
    }

    /** What {@code pip config list} prints: {@code global.index-url='https://…'}, values as Python writes them. */
    static PipConfiguration parse(String listed) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String section : SECTIONS) {
            listed.lines().forEach(line -> {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches() && matcher.group(1).equals(section)) {
                    options.put(matcher.group(2), unquote(matcher.group(3)));
                }
            });
        }
        return new PipConfiguration(options);
    }

    private static String unquote(String repr) {
        if (repr.length() < 2 || !(repr.startsWith("'") || repr.startsWith("\""))) {
            return repr;
        }
        StringBuilder value = new StringBuilder();
        String inner = repr.substring(1, repr.length() - 1);
        for (int index = 0; index < inner.length(); index++) {
            char current = inner.charAt(index);
            if (current == '\\' && index + 1 < inner.length()) {
                char escaped = inner.charAt(++index);
                value.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
            } else {
                value.append(current);
            }
        }
        return value.toString();
    }

    /**
     * The variables that tell uv the same. Where pip has several indexes it takes the best version of all, and so uv is
     * told to. What the user has set for uv stays.
     */
    Map<String, String> forUv(Map<String, String> variables) {
        Map<String, String> told = new LinkedHashMap<>();
        if (variables.keySet().stream().noneMatch(UV_OWN::contains)) {
            one("index-url").ifPresent(url -> told.put("UV_DEFAULT_INDEX", url));
            list("extra-index-url", " ").ifPresent(urls -> {
                told.put("UV_INDEX", urls);
                told.put("UV_INDEX_STRATEGY", "unsafe-best-match");
            });
            list("find-links", ",").ifPresent(links -> told.put("UV_FIND_LINKS", links));
            one("no-index").filter(PipConfiguration::isTrue).ifPresent(yes -> told.put("UV_NO_INDEX", "1"));
            list("trusted-host", " ").ifPresent(hosts -> told.put("UV_INSECURE_HOST", hosts));
        }
        one("cert").ifPresent(file -> told.put("SSL_CERT_FILE", file));
        one("proxy").ifPresent(url -> told.put("ALL_PROXY", url));
        list("constraint", " ").ifPresent(files -> told.put("UV_CONSTRAINT", files));
        one("timeout").or(() -> one("default-timeout")).ifPresent(seconds -> told.put("UV_HTTP_TIMEOUT", seconds));
        one("pre").filter(PipConfiguration::isTrue).ifPresent(yes -> told.put("UV_PRERELEASE", "allow"));
        told.keySet().removeAll(variables.keySet());
        return told;
    }

    private Optional<String> one(String option) {
        return Optional.ofNullable(options.get(option)).filter(value -> !value.isBlank());
    }

    private Optional<String> list(String option, String separator) {
        return one(option).map(value -> String.join(separator, value.strip().split("\\s+")));
    }

    private static boolean isTrue(String value) {
        return Set.of("1", "true", "yes", "on").contains(value.toLowerCase(Locale.ROOT));
    }
}
