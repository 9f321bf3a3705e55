package io.github.toxmatrix.tox;

import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.invocation.Interpreter;
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
import java.util.stream.Stream;

/** Reads projects here and with tox, and says in what they differ. */
final class Differential {

    /** Where tox goes round until Python's stack ends, which it takes for an interpreter that is missing, if it goes on. */
    private static final String STACK_ENDED = "maximum recursion depth exceeded";

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
            new PrintedSettings("tox", section(expected, "core"))
                    .differences(project.settings(), folder)
                    .forEach(differences::add);
            for (DefinedEnvironment environment : defined) {
                new PrintedSettings(environment.name(), section(section(expected, "env"), environment.name()))
                        .differences(environment.environment().settings(), folder)
                        .forEach(differences::add);
            }
        } catch (ToxConfigurationException e) {
            if (!refused) {
                differences.add(new Difference("(reading)", "", "reads it", e));
            } else if (!failsForThatToo(folder, call, String.valueOf(expected.get("failed")))) {
                Difference.message(e, folder, expected.get("failed"), List.of()).ifPresent(differences::add);
            }
        } catch (RuntimeException | StackOverflowError e) {
            differences.add(Difference.crash("(crash)", "", expected.get("failed"), e));
        }
        return differences;
    }

    /** Of several mistakes another one may be told first, if the one that tox tells is one here as well. */
    private boolean failsForThatToo(Path folder, ToxCall call, String tox) {
        List<SettingOfTox> named = SettingOfTox.in(tox);
        if (named.isEmpty()) {
            return false;
        }
        try {
            ToxProject project = ToxProject.load(folder, call.invocation(this::interpreter));
            SettingOfTox first = named.get(0);
            ToxSettings settings = first.isOfCore()
                    ? project.settings()
                    : project.find(first.owner()).orElseThrow().settings();
            return PrintedSettings.read(settings, settings.key(first.key()).orElseThrow())
                            instanceof ToxConfigurationException e
                    && Difference.message(e, folder, tox, List.of()).isEmpty();
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
                if (PrintedSettings.read(settings, key) instanceof ToxConfigurationException e) {
                    Optional<Difference> missing = Difference.message(e, folder, tox, List.of());
                    if (missing.isEmpty()) {
                        return List.of();
                    }
                    messages.add(missing.get());
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
