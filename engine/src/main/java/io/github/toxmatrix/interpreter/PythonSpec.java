package io.github.toxmatrix.interpreter;

import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code base_python} asks for, read as python-discovery's {@code PythonSpec} (which tox uses) reads it.
 *
 * @param text as it was written
 * @param implementation lower case; empty: any
 * @param version major, minor, micro, as far as they are given
 * @param ranges what its version has to be in, where the text names a range of versions and not one
 * @param freeThreaded empty: any
 * @param path a file, or a name to be looked for on {@code PATH}, where the text is no specification
 */
record PythonSpec(
        String text,
        Optional<String> implementation,
        List<Integer> version,
        List<VersionRange> ranges,
        Optional<Boolean> freeThreaded,
        OptionalInt bits,
        Optional<String> machine,
        Optional<String> path) {

    /** What may be behind a version or a range of versions. */
    private static final String BUILD =
            "(?<threaded>t)?(?<debug>d|-dbg|-debug)?(?:-(?<bits>32|64))?(?:-(?<machine>[a-zA-Z0-9_.]+))?";

    private static final Pattern PATTERN = Pattern.compile("(?<impl>[a-zA-Z]+)?(?<version>[0-9.]+)?" + BUILD);

    private static final Pattern RANGES =
            Pattern.compile("(?:(?<impl>[a-zA-Z]+)\\s*)?(?<version>(?:===?|~=|!=|<=?|>=?).*?)" + BUILD);

    PythonSpec {
        version = List.copyOf(version);
        ranges = List.copyOf(ranges);
    }

    static PythonSpec parse(String text) {
        Matcher one = PATTERN.matcher(text);
        Matcher ranges = RANGES.matcher(text.strip());
        if (Path.of(text).isAbsolute()) {
            return ofPath(text);
        }
        return one.matches() ? ofVersion(text, one) : ranges.matches() ? ofRanges(text, ranges) : ofPath(text);
    }

    private static PythonSpec ofVersion(String text, Matcher matcher) {
        Optional<List<Integer>> version =
                Optional.ofNullable(matcher.group("version")).map(PythonSpec::parts);
        if (version.isPresent() && (version.get().isEmpty() || version.get().size() > 3)) {
            return ofPath(text);
        }
        Optional<Boolean> threaded = version.map(given -> matcher.group("threaded") != null);
        return of(text, matcher, version.orElse(List.of()), List.of(), threaded);
    }

    /** Says nothing about the build unless it has a {@code t}. */
    private static PythonSpec ofRanges(String text, Matcher matcher) {
        Optional<List<VersionRange>> ranges = VersionRange.parse(matcher.group("version"));
        Optional<Boolean> threaded =
                Optional.ofNullable(matcher.group("threaded")).map(given -> true);
        return ranges.map(found -> of(text, matcher, List.of(), found, threaded))
                .orElseGet(() -> ofPath(text));
    }

    private static PythonSpec of(
            String text,
            Matcher matcher,
            List<Integer> version,
            List<VersionRange> ranges,
            Optional<Boolean> threaded) {
        String bits = matcher.group("bits");
        return new PythonSpec(
                text,
                implementation(matcher.group("impl")),
                version,
                ranges,
                threaded,
                bits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(bits)),
                Optional.ofNullable(matcher.group("machine")).map(name -> normalMachine(name)),
                Optional.empty());
    }

    private static PythonSpec ofPath(String text) {
        return new PythonSpec(
                text,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(text));
    }

    private static Optional<String> implementation(@org.jspecify.annotations.Nullable String name) {
        String lower = name == null ? "py" : name.toLowerCase(Locale.ROOT);
        if (lower.equals("py") || lower.equals("python")) {
            return Optional.empty();
        }
        return Optional.of(lower.equals("graalvm") ? "graalpy" : lower);
    }

    /** {@code 3.12}, and {@code 312}: one digit for the major version, the rest for the minor one. */
    private static List<Integer> parts(String version) {
        List<Integer> parts = new ArrayList<>();
        for (String part : version.split("\\.", -1)) {
            if (!part.isEmpty()) {
                if (part.length() > 6) {
                    return List.of();
                }
                parts.add(Integer.parseInt(part));
            }
        }
        if (parts.size() == 1 && parts.get(0) > 9) {
            String digits = String.valueOf(parts.get(0));
            return List.of(Integer.parseInt(digits.substring(0, 1)), Integer.parseInt(digits.substring(1)));
        }
        return parts;
    }

    static String normalMachine(String machine) {
        return switch (machine.toLowerCase(Locale.ROOT)) {
            case "amd64", "x64" -> "x86_64";
            case "aarch64" -> "arm64";
            case "i386", "i486", "i586", "i686" -> "x86";
            default -> machine.toLowerCase(Locale.ROOT);
        };
    }

    /** File names under which such an interpreter is looked for, the most specific first; without {@code .exe}. */
    List<String> names() {
        if (path.isPresent()) {
            return List.of(path.get());
        }
        List<String> names = new ArrayList<>();
        implementation.filter(name -> !name.equals("cpython")).ifPresent(name -> addNames(names, name));
        addNames(names, "python");
        return names;
    }

    /** Names of files that are named by a version, which a range does not tell. */
    Predicate<String> versioned() {
        return Pattern.compile("(?:python|" + implementation.orElse("python") + ")\\d+(?:\\.\\d+){0,2}(?:\\.exe)?")
                .asMatchPredicate();
    }

    private void addNames(List<String> names, String program) {
        String threaded = freeThreaded.orElse(false) ? "t" : "";
        for (int length = version.size(); length > 0; length--) {
            String versioned = program
                    + String.join(
                            ".",
                            version.subList(0, length).stream()
                                    .map(String::valueOf)
                                    .toList());
            if (!threaded.isEmpty()) {
                names.add(versioned + threaded);
            }
            names.add(versioned);
        }
        if (version.isEmpty()) {
            names.add(program + "3");
        }
        names.add(program);
    }

    boolean isSatisfiedBy(Interpreter interpreter) {
        List<Integer> actual = List.of(interpreter.major(), interpreter.minor(), interpreter.micro());
        return implementation.map(interpreter.implementation()::equals).orElse(true)
                && version.equals(actual.subList(0, version.size()))
                && ranges.stream().allMatch(range -> range.contains(interpreter))
                && freeThreaded
                        .map(wanted -> wanted == interpreter.freeThreaded())
                        .orElse(true)
                && (bits.isEmpty() || bits.getAsInt() == interpreter.bits())
                && machine.map(normalMachine(interpreter.machine())::equals).orElse(true);
    }
}
