package io.github.toxmatrix.tox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Python an environment's name asks for (tox's {@code tox_env/python/api.py}). */
final class BasePython {

    private static final Pattern FACTOR = Pattern.compile(
            "(?!py$)(?<impl>py|pypy|cpython|jython|graalpy|rustpython|ironpython)(?:(?<version>[2-9]\\.?[0-9]?[0-9]?)t?d?)?");

    private static final Pattern VERSION_FACTOR =
            Pattern.compile("(?:(?<impl>cpython|pypy)-)?(?<version>[23]\\.[0-9]+)(?<flags>t?d?)");

    /** An interpreter name, a version with or without dots, and the flags for free-threaded and debug builds. */
    private static final Pattern SPECIFICATION = Pattern.compile(
            "(?<impl>[a-zA-Z]+)?(?<version>[0-9.]+)?(?<threaded>t)?(?<debug>d)?(?:-(?<bits>32|64))?(?:-.*)?");

    private BasePython() {}

    static List<String> otherwise(Settings settings) {
        Optional<String> factor = factor(settings);
        if (factor.isPresent()) {
            return List.of(factor.get());
        }
        List<String> files = settings.get(EnvironmentKeys.BASE_PYTHON_FILE);
        return files.isEmpty() ? settings.get(EnvironmentKeys.DEFAULT_BASE_PYTHON) : ofFiles(settings, files);
    }

    /** Says where the name of the environment and the setting ask for different interpreters. */
    static List<String> checked(Settings settings, List<String> pythons) {
        Optional<String> factor = factor(settings);
        if (factor.isEmpty()) {
            return pythons;
        }
        for (String python : pythons) {
            if (conflict(factor.get(), python)) {
                if (settings.configuration().core().get(CoreKeys.IGNORE_BASE_PYTHON_CONFLICT)) {
                    return List.of(factor.get());
                }
                throw new ToxConfigurationException("env name " + settings.name() + " conflicting with base python "
                        + python + "; rename the environment, change base_python, or set ignore_base_python_conflict");
            }
        }
        return pythons;
    }

    /** The part of a name that says which Python it is; empty for none, such as {@code lint} and {@code py}. */
    static Optional<String> ofName(String environment) {
        List<String> found = new ArrayList<>();
        String[] factors = environment.split("-", -1);
        for (int i = 0; i < factors.length; i++) {
            Matcher pair = VERSION_FACTOR.matcher(i + 1 < factors.length ? factors[i] + "-" + factors[i + 1] : "");
            Matcher single = VERSION_FACTOR.matcher(factors[i]);
            if (pair.matches()) {
                found.add(specification(pair));
                i++;
            } else if (FACTOR.matcher(factors[i]).matches()) {
                found.add(factors[i]);
            } else if (single.matches()) {
                found.add(specification(single));
            }
        }
        if (found.size() > 1) {
            throw new ToxConfigurationException(
                    "conflicting factors " + String.join(", ", found) + " in " + environment);
        }
        return found.stream().findFirst();
    }

    /** {@code 3.11} for {@code py311}; empty where the name does not say the minor version. */
    static Optional<String> versionInName(String environment) {
        return ofName(environment)
                .map(SPECIFICATION::matcher)
                .filter(Matcher::matches)
                .map(BasePython::version)
                .filter(parts -> parts.size() > 1)
                .map(parts -> parts.get(0) + "." + parts.get(1));
    }

    static Interpreter interpreter(Settings settings) {
        List<String> wanted = settings.get(EnvironmentKeys.BASE_PYTHON);
        return settings.configuration()
                .invocation()
                .interpreters()
                .find(wanted)
                .orElseThrow(() -> new ToxConfigurationException("a setting of " + settings.name()
                        + " needs its interpreter, and none was found for " + String.join(", ", wanted)));
    }

    static Path sitePackages(Settings settings) {
        Path folder = settings.get(EnvironmentKeys.ENV_DIR);
        if (Host.isWindows()) {
            return folder.resolve("Lib").resolve("site-packages");
        }
        Interpreter interpreter = interpreter(settings);
        String name = (interpreter.implementation().equals("pypy") ? "pypy" : "python")
                + interpreter.shortVersion()
                + (interpreter.freeThreaded() ? "t" : "");
        return folder.resolve("lib").resolve(name).resolve("site-packages");
    }

    private static Optional<String> factor(Settings settings) {
        try {
            return ofName(settings.name());
        } catch (ToxConfigurationException e) {
            if (settings.configuration().core().get(CoreKeys.IGNORE_BASE_PYTHON_CONFLICT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String specification(Matcher match) {
        return ("pypy".equals(match.group("impl")) ? "pypy" : "") + match.group("version") + match.group("flags");
    }

    private static boolean conflict(String name, String python) {
        Matcher wanted = SPECIFICATION.matcher(name);
        Matcher given = SPECIFICATION.matcher(python);
        if (!wanted.matches() || !given.matches()) {
            return false; // a path is asked who it is when it is used
        }
        String implementation = implementation(wanted);
        if (!implementation.isEmpty() && !implementation.equals(implementation(given))) {
            return true;
        }
        List<String> wantedVersion = version(wanted);
        List<String> givenVersion = version(given);
        for (int i = 0; i < wantedVersion.size(); i++) {
            if (i >= givenVersion.size() || !wantedVersion.get(i).equals(givenVersion.get(i))) {
                return true;
            }
        }
        return !wantedVersion.isEmpty() && (wanted.group("threaded") == null) != (given.group("threaded") == null);
    }

    /** Empty for any. */
    private static String implementation(Matcher specification) {
        String name = specification.group("impl");
        return name == null || name.equals("py") || name.equals("python") ? "" : name.toLowerCase(Locale.ROOT);
    }

    /** {@code 3.10} and {@code 310} are 3 and 10. */
    private static List<String> version(Matcher specification) {
        String version = specification.group("version");
        if (version == null) {
            return List.of();
        }
        if (version.contains(".")) {
            return List.of(version.split("\\.", -1));
        }
        return version.length() == 1 ? List.of(version) : List.of(version.substring(0, 1), version.substring(1));
    }

    private static List<String> ofFiles(Settings settings, List<String> files) {
        for (String name : files) {
            Path file = settings.configuration().root().resolve(name);
            if (!Files.isRegularFile(file)) {
                continue;
            }
            try (var lines = Files.lines(file)) {
                Optional<String> version = lines.map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .findFirst();
                if (version.isPresent()) {
                    return List.of(version.get());
                }
            } catch (IOException | UncheckedIOException e) {
                throw new ToxConfigurationException("base_python_file: cannot read " + file + ": " + e.getMessage(), e);
            }
        }
        throw new ToxConfigurationException("base_python_file: no Python version found in " + String.join(", ", files));
    }
}
