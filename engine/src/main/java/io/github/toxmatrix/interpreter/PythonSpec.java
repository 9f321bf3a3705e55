package io.github.toxmatrix.interpreter;

import io.github.toxmatrix.tox.invocation.Interpreter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code base_python} asks for, read as python-discovery's {@code PythonSpec} (which tox uses) reads it.
 *
 * @param text as it was written
 * @param implementation lower case; empty: any
 * @param version major, minor, micro, as far as they are given
 * @param freeThreaded empty: any
 * @param path a file, or a name to be looked for on {@code PATH}, where the text is no specification
 */
record PythonSpec(
        String text,
        Optional<String> implementation,
        List<Integer> version,
        Optional<Boolean> freeThreaded,
        OptionalInt bits,
        Optional<String> machine,
        Optional<String> path) {

    private static final Pattern PATTERN =
            Pattern.compile("(?<impl>[a-zA-Z]+)?(?<version>[0-9.]+)?(?<threaded>t)?(?<debug>d|-dbg|-debug)?"
                    + "(?:-(?<bits>32|64))?(?:-(?<machine>[a-zA-Z0-9_.]+))?");

    PythonSpec {
        version = List.copyOf(version);
    }

    static PythonSpec parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (Path.of(text).isAbsolute() || !matcher.matches()) {
            return ofPath(text);
        }
        Optional<List<Integer>> version =
                Optional.ofNullable(matcher.group("version")).map(PythonSpec::parts);
        if (version.isPresent() && (version.get().isEmpty() || version.get().size() > 3)) {
            return ofPath(text);
        }
        Optional<Boolean> threaded = version.map(given -> matcher.group("threaded") != null);
        String bits = matcher.group("bits");
        return new PythonSpec(
                text,
                implementation(matcher.group("impl")),
                version.orElse(List.of()),
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
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.of(text));
    }

    private static Optional<String> implementation(@org.jspecify.annotations.Nullable String name) {
        if (name == null || name.equals("py") || name.equals("python")) {
            return Optional.empty();
        }
        return Optional.of(name.equals("graalvm") ? "graalpy" : name.toLowerCase(Locale.ROOT));
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
                && freeThreaded
                        .map(wanted -> wanted == interpreter.freeThreaded())
                        .orElse(true)
                && (bits.isEmpty() || bits.getAsInt() == interpreter.bits())
                && machine.map(normalMachine(interpreter.machine())::equals).orElse(true);
    }
}
