package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.SourcePosition;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.setting.NamedEnvironment;
import io.github.toxmatrix.tox.setting.Source;
import io.github.toxmatrix.tox.text.NearestNames;
import io.github.toxmatrix.tox.text.PythonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of environments that a configuration has, and which others can be asked for
 * (tox's {@code session/env_select.py}).
 *
 * @param envList those of {@code env_list}, with the place that makes them
 * @param known these and those of sections and conditions, in tox's order
 * @param combinable factors that can be combined to names that are not there
 */
record EnvironmentNames(
        Map<String, SourcePosition> envList, Map<String, SourcePosition> known, Set<String> combinable) {

    /** A factor that {@code -e} takes though no file names it: a Python, or a pre-release. */
    private static final Pattern FREE_FACTOR = Pattern.compile(
            "(pypy|py|cpython|jython|graalpy|rustpython|ironpython)?((\\d(\\.\\d+(\\.\\d+)?)?|\\d+)t?d?)?|alpha|beta|rc\\.\\d+");

    /** @param setting the place of {@code env_list} with what it says */
    static EnvironmentNames of(List<String> names, SourcePosition place, String setting, Source source) {
        Map<String, SourcePosition> envList = new LinkedHashMap<>();
        names.forEach(name -> envList.put(name, place));
        Map<String, SourcePosition> known = new LinkedHashMap<>(envList);
        List<NamedEnvironment> additional = source.additionalEnvironments(names);
        additional.forEach(found -> known.putIfAbsent(found.name(), found.position()));
        envList.keySet().forEach(name -> check(name, setting));
        additional.forEach(found -> check(found.name(), found.position() + ": " + found.where()));
        return new EnvironmentNames(envList, known, combinable(envList.keySet(), known.keySet(), additional));
    }

    /** Factors of {@code env_list} and of conditions can be combined anew; names of sections only as a whole. */
    private static Set<String> combinable(Set<String> envList, Set<String> known, List<NamedEnvironment> additional) {
        Set<String> combinable = new HashSet<>(known);
        combinable.add(".pkg");
        envList.forEach(name -> combinable.addAll(Arrays.asList(name.split("-", -1))));
        Set<String> sections = additional.stream()
                .filter(NamedEnvironment::section)
                .map(NamedEnvironment::name)
                .collect(Collectors.toSet());
        for (NamedEnvironment named : additional) {
            if (!sections.contains(named.name())) {
                combinable.addAll(Arrays.asList(named.name().split("-", -1)));
            }
        }
        return combinable;
    }

    /** Whether {@code -e} takes it. */
    boolean accepts(String name) {
        return known.containsKey(name)
                || name.startsWith(".pkg_external")
                || (isPathSafe(name)
                        && Arrays.stream(name.split("-", -1))
                                .allMatch(factor -> combinable.contains(factor)
                                        || FREE_FACTOR.matcher(factor).matches()));
    }

    /** @throws ToxConfigurationException where there is no such environment; it names those that are near */
    void require(List<String> names) {
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            String plain = withoutDots(name);
            if (known.containsKey(name)) {
                continue;
            }
            if (!plain.equals(name) && known.containsKey(plain)) {
                unknown.add(name + " - did you mean " + plain + "?");
            } else if (!accepts(name)) {
                unknown.add(name
                        + nearest(name).stream()
                                .findFirst()
                                .map(near -> " - did you mean " + near + "?")
                                .orElse(""));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ToxConfigurationException(
                    "provided environments not found in configuration file:\n" + String.join("\n", unknown));
        }
    }

    /** The known names that are near to one that is not, the nearest first; at most three. */
    List<String> nearest(String name) {
        return NearestNames.of(name, known.keySet());
    }

    /** {@code py3.11} may be meant for {@code py311}. */
    private static String withoutDots(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(factor -> FREE_FACTOR.matcher(factor).matches() ? factor.replace(".", "") : factor)
                .collect(Collectors.joining("-"));
    }

    /**
     * @param place where it is named: a file and a line, and if it stands in a setting, that
     * @throws ToxConfigurationException where a folder could not be called so, or would lie elsewhere
     */
    static void check(String name, String place) {
        if (!isPathSafe(name)) {
            throw new ToxConfigurationException(
                            "environment name " + PythonText.repr(name) + " is not a valid single path component")
                    .at(place);
        }
    }

    private static boolean isPathSafe(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.indexOf('/') < 0
                && !(Host.isWindows() && name.indexOf('\\') >= 0);
    }

    Optional<SourcePosition> position(String name) {
        return Optional.ofNullable(known.get(name));
    }
}
