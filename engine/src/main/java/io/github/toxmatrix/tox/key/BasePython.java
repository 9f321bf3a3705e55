package io.github.toxmatrix.tox.key;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Host;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.setting.Settings;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.text.WhiteSpace;
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
import java.util.stream.Collectors;

/** Which Python an environment's name asks for (tox's {@code tox_env/python/api.py}). */
final class BasePython {

    private static final Pattern FACTOR = Pattern.compile(
            "(?!py$)(?<impl>py|pypy|cpython|jython|graalpy|rustpython|ironpython)(?:(?<version>[2-9]\\.?[0-9]?[0-9]?)t?d?)?");

    private static final Pattern VERSION_FACTOR =
            Pattern.compile("(?:(?<impl>cpython|pypy)-)?(?<version>[23]\\.[0-9]+)(?<flags>t?d?)");

    /** An interpreter name, a version with or without dots, and the flags for free-threaded and debug builds. */
    private static final Pattern SPECIFICATION =
            Pattern.compile("(?<impl>[a-zA-Z]+)?(?<version>[0-9.]+)?(?<threaded>t)?"
                    + "(?<debug>d|(?:-dbg|-debug)(?=-|$))?(?:-(?<bits>32|64))?(?:-[a-zA-Z0-9_.]+)?");

    /** A range of versions, such as {@code >=3.10}, which names none. */
    private static final Pattern RANGE = Pattern.compile("(?<impl>[a-zA-Z]+)?\\s*(?:===|==|~=|!=|<=|>=|<|>).*");

    private BasePython() {}

    static List<String> otherwise(Settings settings) {
        Optional<String> factor = factor(settings);
        if (factor.isPresent()) {
            return List.of(factor.get());
        }
        List<String> files = settings.get(PythonKeys.BASE_PYTHON_FILE);
        return files.isEmpty() ? settings.get(PythonKeys.DEFAULT_BASE_PYTHON) : ofFiles(settings, files);
    }

    /** Says where the name of the environment and the setting ask for different interpreters. */
    static List<String> checked(Settings settings, List<String> given) {
        List<String> pythons =
                given.stream().filter(python -> !WhiteSpace.isBlank(python)).toList();
        if (settings.isLoaded(PythonKeys.BASE_PYTHON)) {
            if (!settings.get(PythonKeys.BASE_PYTHON_FILE).isEmpty()) {
                throw ToxConfigurationException.raised("Fail", "cannot set both base_python and base_python_file");
            }
            if (pythons.isEmpty()) {
                throw ToxConfigurationException.raised("Fail", "base_python for env " + settings.name() + " is empty");
            }
        }
        boolean ignored = settings.core().get(CoreKeys.IGNORE_BASE_PYTHON_CONFLICT); // tox reads it in any case
        Optional<String> factor = factor(settings);
        if (factor.isEmpty()) {
            return pythons;
        }
        for (String python : pythons) {
            if (conflict(settings, factor.get(), python)) {
                if (ignored) {
                    return List.of(factor.get());
                }
                throw ToxConfigurationException.raised(
                                "Fail", "env name " + settings.name() + " conflicting with base python " + python)
                        .withHint("rename the environment, change base_python, or set ignore_base_python_conflict");
            }
        }
        return pythons;
    }

    /**
     * The newest versions that dropped old Pythons ({@code _VIRTUALENV_DROPS}): an older virtualenv is needed where every
     * candidate is so old.
     */
    static String virtualenvSpec(Settings settings) {
        String bound = "";
        for (String python : settings.get(PythonKeys.BASE_PYTHON)) {
            Matcher specification = SPECIFICATION.matcher(python);
            List<String> version = specification.matches() ? version(specification) : List.of();
            if (version.size() < 2) {
                return "";
            }
            int major = Integer.parseInt(version.get(0));
            int minor = Integer.parseInt(version.get(1));
            if (major > 3 || (major == 3 && minor > 8)) {
                return "";
            }
            boolean oldest = major < 3 || minor <= 6;
            bound = oldest || bound.equals("20.22.0") ? "20.22.0" : "21.5.0";
        }
        return bound.isEmpty() ? "" : "virtualenv<" + bound;
    }

    /** The interpreter that a specification describes, whether there is one or not; empty where it does not say enough. */
    static Optional<Interpreter> nominal(List<String> specifications) {
        return specifications.stream()
                .map(SPECIFICATION::matcher)
                .filter(Matcher::matches)
                .filter(specification -> version(specification).size() > 1)
                .findFirst()
                .map(BasePython::nominal);
    }

    private static Interpreter nominal(Matcher specification) {
        List<String> version = version(specification);
        String implementation = implementation(specification);
        return new Interpreter(
                Path.of("python" + version.get(0) + "." + version.get(1)),
                implementation.isEmpty() ? "cpython" : implementation,
                Integer.parseInt(version.get(0)),
                Integer.parseInt(version.get(1)),
                0,
                specification.group("threaded") != null,
                64,
                Host.machine());
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
            throw ToxConfigurationException.raised(
                    "ValueError", "conflicting factors " + String.join(", ", found) + " in " + environment);
        }
        return found.stream().findFirst();
    }

    private static Optional<String> factor(Settings settings) {
        try {
            return ofName(settings.name());
        } catch (ToxConfigurationException e) {
            if (settings.core().get(CoreKeys.IGNORE_BASE_PYTHON_CONFLICT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String specification(Matcher match) {
        return ("pypy".equals(match.group("impl")) ? "pypy" : "") + match.group("version") + match.group("flags");
    }

    private static boolean conflict(Settings settings, String name, String python) {
        Matcher wanted = SPECIFICATION.matcher(name);
        if (!wanted.matches()) {
            return false;
        }
        Matcher given = SPECIFICATION.matcher(python);
        if (!given.matches()) {
            Matcher range = RANGE.matcher(python);
            return range.matches()
                    ? !version(wanted).isEmpty() || !implementation(wanted).equals(implementation(range))
                    : conflict(settings, wanted, python);
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

    /** What a path leads to is asked who it is. */
    private static boolean conflict(Settings settings, Matcher wanted, String path) {
        Path file = settings.configuration().root().resolve(path);
        if (!Files.isRegularFile(file)) {
            throw notAsked(
                    file,
                    path,
                    Files.exists(file) ? "13 err: 'Permission denied'" : "2 err: 'No such file or directory'");
        }
        return settings.configuration()
                .invocation()
                .interpreters()
                .find(List.of(path))
                .map(python -> !agrees(wanted, python))
                .orElseGet(() -> {
                    if (Pythons.hostPython(settings).isPresent()) { // else there is nobody who could ask
                        throw notAsked(file, path, "13 err: 'Permission denied'");
                    }
                    return false;
                });
    }

    private static ToxConfigurationException notAsked(Path file, String path, String error) {
        return ToxConfigurationException.raised(
                "RuntimeError",
                "failed to query " + file + " with code " + error + "; base_python " + path
                        + " is neither a version nor an interpreter");
    }

    private static boolean agrees(Matcher wanted, Interpreter python) {
        String implementation = implementation(wanted);
        List<String> version =
                List.of(String.valueOf(python.major()), String.valueOf(python.minor()), String.valueOf(python.micro()));
        List<String> wantedVersion = version(wanted);
        return (implementation.isEmpty() || implementation.equals(python.implementation()))
                && version.subList(0, wantedVersion.size()).equals(wantedVersion)
                && (wantedVersion.isEmpty() || (wanted.group("threaded") != null) == python.freeThreaded());
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
            Path file = settings.core().get(CoreKeys.TOX_ROOT).resolve(name);
            if (!Files.exists(file)) {
                continue;
            }
            if (!Files.isRegularFile(file)) {
                throw failure(PythonText.repr(name) + " is not a regular file");
            }
            Optional<String> version = firstLine(file, name);
            if (version.isPresent()) {
                Matcher specification = SPECIFICATION.matcher(version.get());
                if (!specification.matches() || version(specification).isEmpty()) { // not shown: it may hold a secret
                    throw failure(PythonText.repr(name) + " does not contain a Python version specifier");
                }
                return List.of(version.get());
            }
        }
        throw failure("no valid Python version found in "
                + files.stream().map(PythonText::repr).collect(Collectors.joining(", ")));
    }

    private static Optional<String> firstLine(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> WhiteSpace.strip(line.replace("\uFEFF", "")))
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            throw failure("cannot read " + PythonText.repr(name) + ": " + e.getMessage());
        }
    }

    private static ToxConfigurationException failure(String reason) {
        return ToxConfigurationException.raised("Fail", "base_python_file: " + reason);
    }
}
