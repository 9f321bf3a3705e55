package io.github.toxmatrix.cli;

import io.github.toxmatrix.Constants;
import io.github.toxmatrix.report.PosixShell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of the engine among the words of a command line, written as for a JVM, which the jar as a program has no other place
 * for: {@code tox-matrix.jar run -Dmatrix.place=disk}.
 *
 * @param parameters as system properties
 * @param others the words without them; those from {@code --} on are all there
 */
record ParameterWords(Map<String, String> parameters, List<String> others) {

    private static final String PREFIX = "-Dmatrix.";

    /** What an option of tox always says. */
    private static final Map<String, String> OPTIONS =
            Map.of(Constants.ENVS, "-e", Constants.ROOT, "-c", Constants.ROOT_BASE, "-c");

    /** Those that have no option and make a run what it is. */
    private static final List<String> LASTING =
            List.of(Constants.PLACE, Constants.STORE, Constants.BYTECODE, Constants.TIMEOUT);

    /** Those of this JVM by which a run is repeated, as a shell takes them, each after a blank. */
    static String toRepeat(Function<String, @Nullable String> property) {
        return LASTING.stream()
                .filter(name -> property.apply(name) != null)
                .map(name -> " " + PosixShell.quote("-D" + name + "=" + property.apply(name)))
                .collect(Collectors.joining());
    }

    static ParameterWords of(List<String> words) {
        int separator = words.indexOf("--");
        int end = separator < 0 ? words.size() : separator;
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        for (String word : words.subList(0, end)) {
            if (word.startsWith(PREFIX)) {
                int equals = word.indexOf('=');
                String name = word.substring("-D".length(), equals < 0 ? word.length() : equals);
                parameters.put(name, equals < 0 ? "" : word.substring(equals + 1));
            } else {
                others.add(word);
            }
        }
        others.addAll(words.subList(end, words.size()));
        return new ParameterWords(parameters, List.copyOf(others));
    }

    /** Why this command line cannot be followed: a parameter would go unheard. */
    Optional<String> problem() {
        return parameters.keySet().stream()
                .filter(OPTIONS::containsKey)
                .findFirst()
                .map(name -> "-D" + name + " is for builds: say it by " + OPTIONS.get(name) + " here");
    }
}
