package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.index.server.ServedIndex;
import io.github.toxmatrix.index.upstream.Upstream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    /** Whether everything that is looked for in an index is looked for through this one. */
    public boolean areBehind(ServedIndex index) {
        return Stream.concat(main.stream(), others.stream())
                .allMatch(location -> location.upstream().flatMap(index::url).isPresent());
    }

    /**
     * The variables of pip, changed so that it looks at the same places through an index. Nothing of what it reads
     * elsewhere is lost: variables come before its files.
     */
    public Map<String, String> forPip(ServedIndex index, Map<String, String> environ) {
        Map<String, String> variables = new LinkedHashMap<>(environ);
        main.ifPresent(location -> variables.put("PIP_INDEX_URL", location.through(index)));
        put(variables, "PIP_EXTRA_INDEX_URL", others, index, " ");
        put(variables, "PIP_FIND_LINKS", links, index, " ");
        if (!index.isLocal()) {
            variables.merge("PIP_TRUSTED_HOST", index.host(), (own, host) -> own + " " + host);
        }
        withoutProxy(index, variables);
        return variables;
    }

    /**
     * The same for uv. What it knows by a name keeps the name, and so goes before what uv's files say of it; its
     * credentials are for the index behind.
     */
    public Map<String, String> forUv(ServedIndex index, Map<String, String> environ) {
        Map<String, String> variables = new LinkedHashMap<>(environ);
        variables.keySet().removeAll(List.of("UV_INDEX_URL", "UV_EXTRA_INDEX_URL"));
        main.ifPresent(location -> variables.put("UV_DEFAULT_INDEX", location.through(index)));
        put(variables, "UV_INDEX", others, index, " ");
        put(variables, "UV_FIND_LINKS", links, index, ",");
        Stream.concat(main.stream(), others.stream())
                .filter(location -> location.upstream().flatMap(index::url).isPresent())
                .flatMap(location -> location.name().stream())
                .map(UvSettings::credentialVariables)
                .forEach(variables.keySet()::removeAll);
        withoutProxy(index, variables);
        return variables;
    }

    private static void put(
            Map<String, String> variables, String name, List<Location> places, ServedIndex index, String separator) {
        if (!places.isEmpty()) {
            variables.put(
                    name, places.stream().map(place -> place.through(index)).collect(Collectors.joining(separator)));
        }
    }

    /** A proxy for the world would be asked for this machine's own loopback, too. */
    private static void withoutProxy(ServedIndex index, Map<String, String> variables) {
        boolean proxied = variables.keySet().stream()
                .anyMatch(name -> name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
        if (proxied) {
            NO_PROXY.forEach(name ->
                    variables.merge(name, index.host(), (own, host) -> own.isEmpty() ? host : own + "," + host));
        }
    }
}
