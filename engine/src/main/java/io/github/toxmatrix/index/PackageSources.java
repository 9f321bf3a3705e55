package io.github.toxmatrix.index;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an installer looks for packages, in its own order, which our index keeps.
 *
 * @param main {@code --index-url}, {@code --default-index}; no value with {@code --no-index}
 * @param others {@code --extra-index-url}, {@code --index}
 * @param links {@code --find-links}
 */
public record PackageSources(Optional<Location> main, List<Location> others, List<Location> links) {

    private static final List<String> NO_PROXY = List.of("NO_PROXY", "no_proxy");

    public PackageSources {
        others = List.copyOf(others);
        links = List.copyOf(links);
    }

    /** Those that our index can stand before. */
    public List<Upstream> upstreams() {
        return Stream.of(main.stream(), others.stream(), links.stream())
                .flatMap(Function.identity())
                .flatMap(location -> location.upstream().stream())
                .distinct()
                .toList();
    }

    /**
     * The variables that make pip look at the same places through an index. Nothing of what it reads elsewhere is lost:
     * variables come before its files.
     *
     * @param environ of pip, for what it reaches without a proxy
     */
    public Map<String, String> forPip(PackageIndex index, Map<String, String> environ) {
        Map<String, String> variables = new LinkedHashMap<>();
        main.ifPresent(location -> variables.put("PIP_INDEX_URL", location.through(index)));
        put(variables, "PIP_EXTRA_INDEX_URL", others, index, " ");
        put(variables, "PIP_FIND_LINKS", links, index, " ");
        variables.putAll(withoutProxy(index, environ));
        return variables;
    }

    /** The same for uv, to which what it names itself keeps its name, and so goes before what its files say of it. */
    public Map<String, String> forUv(PackageIndex index, Map<String, String> environ) {
        Map<String, String> variables = new LinkedHashMap<>();
        main.ifPresent(location -> variables.put("UV_DEFAULT_INDEX", location.through(index)));
        put(variables, "UV_INDEX", others, index, " ");
        put(variables, "UV_FIND_LINKS", links, index, ",");
        variables.putAll(withoutProxy(index, environ));
        return variables;
    }

    private static void put(
            Map<String, String> variables, String name, List<Location> places, PackageIndex index, String separator) {
        if (!places.isEmpty()) {
            variables.put(
                    name, places.stream().map(place -> place.through(index)).collect(Collectors.joining(separator)));
        }
    }

    /** A proxy for the world would be asked for this machine's own loopback, too. */
    private static Map<String, String> withoutProxy(PackageIndex index, Map<String, String> environ) {
        boolean proxied = environ.keySet().stream()
                .anyMatch(name -> name.toUpperCase(java.util.Locale.ROOT).endsWith("_PROXY"));
        if (!proxied) {
            return Map.of();
        }
        return NO_PROXY.stream().collect(Collectors.toMap(Function.identity(), name -> Stream.of(
                        environ.getOrDefault(name, ""), index.host())
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(","))));
    }
}
