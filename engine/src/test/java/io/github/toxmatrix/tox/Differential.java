package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Interpreter;
import io.github.toxmatrix.tox.key.EnvironmentKeys;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads projects here and with tox, and says in what they differ. */
final class Differential {

    /** @param what a key, or in parentheses what else is compared */
    record Difference(String what, String environment, Object tox, Object here) {

        @Override
        public String toString() {
            return environment + " " + what + "\n    tox:  " + tox + "\n    here: " + here;
        }
    }

    /** A prefix alone is refused here; tox takes it for a command of no words and fails when it runs it. */
    private static final Set<String> NO_PROGRAM = Set.of("- ", "! ");

    /** The Python and the platform that the one process has and the other does not. */
    private static final Set<String> NOT_OURS = Set.of("host_python");

    /** Where tox goes round until Python's stack ends, which it takes for an interpreter that is missing, if it goes on. */
    private static final String STACK_ENDED = "maximum recursion depth exceeded";

    private static final Pattern SETTING_OF_TOX =
            Pattern.compile("(?:failed to load|replace failed in) (\\S+)\\.([a-z][\\w-]*)(?:: | with )");

    private static final Set<String> SETTINGS_OF_VIRTUALENV = Set.of("system_site_packages", "always_copy", "download");

    private final ToxOracle oracle;
    private final Path folders;
    private int failed;

    /** @param folders an existing folder to make projects in */
    Differential(ToxOracle oracle, Path folders) {
        this.oracle = oracle;
        this.folders = folders;
    }

    /** How many of the projects tox itself refused to read. */
    int failed() {
        return failed;
    }

    List<Difference> compare(RandomProject project) {
        Path folder = folders.resolve("p");
        try {
            delete(folder);
            Files.createDirectories(folder);
            project.write(folder);
            return compare(folder, project.call());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Difference> compare(Path folder, ToxCall call) {
        Map<String, Object> expected = oracle.ask(folder, call);
        boolean refused = expected.containsKey("failed");
        if (expected.toString().contains(STACK_ENDED)) {
            return List.of();
        }
        failed += refused ? 1 : 0;
        List<Difference> differences = new ArrayList<>();
        try {
            ToxProject project = ToxProject.load(folder, call.invocation(this::interpreter));
            List<DefinedEnvironment> defined = project.define(call.selection());
            if (refused) {
                differences.addAll(failingFor(expected.get("failed"), project, defined, folder));
                return differences;
            }
            names(defined, expected, differences);
            compare("tox", project.settings(), section(expected, "core"), folder, differences);
            for (DefinedEnvironment environment : defined) {
                compare(
                        environment.name(),
                        environment.environment().settings(),
                        section(section(expected, "env"), environment.name()),
                        folder,
                        differences);
            }
        } catch (ToxConfigurationException e) {
            if (!refused) {
                differences.add(new Difference("(reading)", "", "reads it", e));
            } else if (!failsForThatToo(folder, call, String.valueOf(expected.get("failed")))) {
                message(e, folder, expected.get("failed"), List.of(), differences);
            }
        } catch (RuntimeException | StackOverflowError e) {
            differences.add(new Difference("(crash)", "", expected.get("failed"), trace(e)));
        }
        return differences;
    }

    /** Of several mistakes another one may be told first, if the one that tox tells is one here as well. */
    private boolean failsForThatToo(Path folder, ToxCall call, String tox) {
        Matcher setting = SETTING_OF_TOX.matcher(tox);
        if (!setting.find()) {
            return false;
        }
        try {
            ToxProject project = ToxProject.load(folder, call.invocation(this::interpreter));
            String name = setting.group(1);
            ToxSettings settings = name.equals("core") || name.equals("tox")
                    ? project.settings()
                    : project.find(name).orElseThrow().settings();
            return read(settings, settings.key(setting.group(2)).orElseThrow()) instanceof ToxConfigurationException e
                    && new FailureMessage(String.valueOf(e.getMessage()))
                            .missing(folder, tox, List.of())
                            .isEmpty();
        } catch (ToxConfigurationException | NoSuchElementException e) {
            return false;
        }
    }

    /** A value that tox reads to define an environment may fail here when it is asked for. */
    private static List<Difference> failingFor(
            Object tox, ToxProject project, List<DefinedEnvironment> defined, Path folder) {
        List<ToxSettings> all = new ArrayList<>(List.of(project.settings()));
        defined.forEach(environment -> all.add(environment.environment().settings()));
        List<Difference> messages = new ArrayList<>();
        for (ToxSettings settings : all) {
            for (Key<?> key : settings.keys()) {
                if (read(settings, key) instanceof ToxConfigurationException e) {
                    List<Difference> missing = new ArrayList<>();
                    message(e, folder, tox, List.of(), missing);
                    if (missing.isEmpty()) {
                        return List.of();
                    }
                    messages.addAll(missing);
                }
            }
        }
        return messages.isEmpty() ? List.of(new Difference("(reading)", "", tox, "reads it")) : messages.subList(0, 1);
    }

    private static void names(
            List<DefinedEnvironment> defined, Map<String, Object> expected, List<Difference> differences) {
        same("(default names)", expected.get("default"), running(defined, true), differences);
        same("(additional names)", expected.get("additional"), running(defined, false), differences);
        List<String> all = defined.stream().map(DefinedEnvironment::name).toList();
        same("(environments)", List.copyOf(section(expected, "env").keySet()), all, differences);
    }

    private static List<String> running(List<DefinedEnvironment> defined, boolean selected) {
        return defined.stream()
                .filter(environment -> !environment.packages() && environment.selected() == selected)
                .map(DefinedEnvironment::name)
                .toList();
    }

    private static void same(String what, Object expected, Object actual, List<Difference> differences) {
        if (!expected.equals(actual)) {
            differences.add(new Difference(what, "", expected, actual));
        }
    }

    private static void compare(
            String environment,
            ToxSettings settings,
            Map<String, Object> expected,
            Path folder,
            List<Difference> differences) {
        for (Key<?> key : settings.keys()) {
            Object tox = expected.get(key.name());
            if (tox == null || Golden.isUnavailable(tox) || NOT_OURS.contains(key.name()) || isUnresolved(tox)) {
                continue;
            }
            if (key.name().equals("install_command")
                    && SETTINGS_OF_VIRTUALENV.stream().anyMatch(setting -> isError(expected.get(setting)))) {
                continue; // fails where it is the first to look for an interpreter
            }
            Object here = read(settings, key);
            boolean fails = isError(tox);
            if (isOfSetEnv(settings, key, tox, here, expected.get("set_env"))) {
                continue;
            }
            if (here instanceof ToxConfigurationException e) {
                if (!fails && !isWithoutProgram(tox)) {
                    differences.add(new Difference(key.name(), environment, tox, e));
                } else if (fails) {
                    message(e, folder, tox, key.names(), differences);
                }
            } else if (here instanceof Throwable e) {
                differences.add(new Difference("(crash) " + key.name(), environment, tox, trace(e)));
            } else if (fails || !numbers(tox).equals(numbers(here))) {
                differences.add(new Difference(key.name(), environment, tox, here));
            }
        }
    }

    private static void message(
            ToxConfigurationException e,
            Path folder,
            Object tox,
            List<String> spellings,
            List<Difference> differences) {
        List<String> missing =
                new FailureMessage(String.valueOf(e.getMessage())).missing(folder, String.valueOf(tox), spellings);
        if (!missing.isEmpty()) {
            differences.add(new Difference("(message without " + String.join(", ", missing) + ")", "", tox, e));
        }
    }

    /** The value, or what is thrown in its place. */
    private static Object read(ToxSettings settings, Key<?> key) {
        try {
            return settings.tree(key);
        } catch (RuntimeException | StackOverflowError e) {
            return e;
        }
    }

    private static Object numbers(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0; // where a number is wanted Python takes a boolean, and prints it as such
        }
        return value instanceof Number number ? number.doubleValue() : value;
    }

    private static boolean isWithoutProgram(Object tox) {
        return NO_PROGRAM.contains(tox)
                || (tox instanceof List<?> commands && commands.stream().anyMatch(NO_PROGRAM::contains));
    }

    /** Where set_env fails, tox fails for the first of its readers only, and takes the rest of the variables then. */
    private static boolean isOfSetEnv(ToxSettings settings, Key<?> key, Object tox, Object here, Object setEnv) {
        if (key == EnvironmentKeys.SET_ENV) {
            return false;
        }
        return isError(tox)
                ? isError(setEnv)
                        && !(here instanceof Throwable)
                        && String.valueOf(tox).contains(reason(String.valueOf(setEnv)))
                : here instanceof ToxConfigurationException e
                        && read(settings, EnvironmentKeys.SET_ENV) instanceof ToxConfigurationException own
                        && String.valueOf(e.getMessage()).contains(reason(String.valueOf(own.getMessage())));
    }

    /** The innermost words of an error. */
    private static String reason(String error) {
        return error.replaceFirst("(?s); needed for .*", "")
                .replaceFirst("(?s)^.*?\\((?=[^(]*$)", "")
                .replaceFirst("['\"})]*$", "");
    }

    /** tox prints the reference of its own that a {@code replace} is inside it, where {@code {set_env}} is pasted. */
    private static boolean isUnresolved(Object tox) {
        return String.valueOf(tox).contains("MatchExpression(expr=");
    }

    private static boolean isError(Object tox) {
        return tox instanceof Map<?, ?> map && map.size() == 1 && map.get("error") instanceof String;
    }

    private Optional<Interpreter> interpreter(List<String> specifications) {
        Interpreter own = oracle.interpreter();
        boolean found = specifications.isEmpty()
                || specifications.stream()
                        .anyMatch(wanted -> wanted.equals(own.executable().toString())
                                || List.of("", "3", "3" + own.minor(), "3." + own.minor())
                                        .contains(wanted.replaceFirst("^(python|cpython|py)", "")));
        return found ? Optional.of(own) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> of, String name) {
        return (Map<String, Object>) Objects.requireNonNullElse(of.get(name), new LinkedHashMap<>());
    }

    private static String trace(Throwable e) {
        return e + " at " + Stream.of(e.getStackTrace()).limit(6).toList();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
