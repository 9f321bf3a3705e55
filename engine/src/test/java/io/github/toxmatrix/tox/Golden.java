package io.github.toxmatrix.tox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A configuration and what tox itself makes of it: {@code list.txt} holds what {@code tox list} prints, {@code
 * config.json} the settings of every environment. In the latter {@code {toxinidir}} stands for the folder of the
 * configuration, {@code {home}} for the user's and {@code {toxvenv}} for the one tox was installed in.
 */
record Golden(String name, Path configuration, Path expected) {

    private static final Map<String, String> ADDED_BY_TOX = Map.of(
            "PYTHONHASHSEED", "42",
            "PIP_DISABLE_PIP_VERSION_CHECK", "1",
            "PIP_USER", "0",
            "PYTHONIOENCODING", "utf-8");
    private static final List<String> PLACES_ADDED_BY_TOX =
            List.of("TOX_ENV_NAME", "TOX_WORK_DIR", "TOX_ENV_DIR", "VIRTUAL_ENV");

    /** An environment as {@code tox list} prints it. */
    record Listed(boolean isDefault, String name, String description) {}

    /** What {@code tox list} says; empty where tox failed. */
    List<Listed> listed() {
        List<Listed> listed = new ArrayList<>();
        boolean isDefault = true;
        for (String line : lines(expected.resolve("list.txt"))) {
            if (line.equals("default environments:") || line.equals("additional environments:")) {
                isDefault = line.startsWith("default");
            } else if (line.contains(" -> ")) {
                int arrow = line.indexOf(" -> ");
                String description = line.substring(arrow + 4);
                listed.add(new Listed(
                        isDefault,
                        line.substring(0, arrow).strip(),
                        description.equals("[no description]") ? "" : description));
            }
        }
        return listed;
    }

    /** Setting by name by environment; empty where tox failed. */
    @SuppressWarnings("unchecked")
    Map<String, Map<String, Object>> settings() {
        Path file = expected.resolve("config.json");
        if (!Files.exists(file)) {
            return Map.of();
        }
        return (Map<String, Map<String, Object>>) Json.read(file).getOrDefault("env", Map.of());
    }

    /** The file that tox would find in the folder. */
    Path file() {
        return List.of("tox.ini", "setup.cfg", "pyproject.toml", "tox.toml").stream()
                .map(configuration::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    /** A value of ours as {@code config.json} has it. */
    Object printed(Object value) {
        if (value instanceof Path path) {
            return normalized(path.toString());
        }
        if (value instanceof Command command) {
            return normalized(ShellWords.print(command));
        }
        if (value instanceof String text) {
            return normalized(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::printed).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> printed = new LinkedHashMap<>();
            map.forEach((key, entry) -> printed.put(key, printed(entry)));
            return printed;
        }
        return value;
    }

    /** Whether two values are the same, what tox adds to {@code set_env} and its own interpreter aside. */
    static boolean agree(String key, Object expected, Object actual) {
        if (key.equals("set_env") && expected instanceof Map<?, ?> variables && actual instanceof Map<?, ?> ours) {
            return withoutAdded(variables, ours).equals(ours);
        }
        if (expected instanceof String && actual instanceof List<?> command && command.size() == 1) {
            return expected.equals(command.get(0)); // a setting of one command
        }
        if (key.endsWith("base_python") && expected.equals(List.of("{toxvenv}/bin/python"))) {
            return actual.equals(List.of()) || actual.equals(expected);
        }
        // what is not set is the text None in tox's output, and empty here
        return expected.equals(actual) || (expected.equals("None") && actual.equals(""));
    }

    /** Whether tox could not say either, for want of an interpreter. */
    static boolean isUnknown(Object expected) {
        return expected instanceof Map<?, ?> map && map.containsKey("unavailable");
    }

    /** tox's message where it fails for this value. */
    static Optional<String> error(String key, Object expected) {
        return expected instanceof Map<?, ?> map
                        && map.size() == 1
                        && map.containsKey("error")
                        && !key.equals("set_env")
                ? Optional.of(String.valueOf(map.get("error")))
                : Optional.empty();
    }

    private static Map<Object, Object> withoutAdded(Map<?, ?> expected, Map<?, ?> actual) {
        Map<Object, Object> rest = new LinkedHashMap<>(expected);
        rest.entrySet()
                .removeIf(variable -> !actual.containsKey(variable.getKey())
                        && (PLACES_ADDED_BY_TOX.contains(variable.getKey())
                                || Objects.equals(ADDED_BY_TOX.get(variable.getKey()), variable.getValue())));
        return rest;
    }

    private String normalized(String text) {
        return text.replace(configuration.toAbsolutePath().normalize().toString(), "{toxinidir}")
                .replace(System.getProperty("user.home"), "{home}");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
