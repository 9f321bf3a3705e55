package io.github.toxmatrix.tox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A configuration and what tox itself makes of it: {@code list.txt} holds what {@code tox list} prints, {@code
 * config.json} what {@code tox config -e ALL --core --format json} does. {@code {toxinidir}} stands for the folder of the
 * configuration, {@code {home}} for the user's and {@code {toxvenv}} for the one tox was installed in.
 */
record Golden(String name, Path configuration, Path expected) {

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
                listed.add(new Listed(isDefault, line.substring(0, arrow).strip(), line.substring(arrow + 4)));
            }
        }
        return listed;
    }

    /** Whether there is anything that {@code tox config} said. */
    boolean isConfigured() {
        return Files.exists(expected.resolve("config.json"));
    }

    /** Setting by name by environment, in tox's order. */
    Map<String, Map<String, Object>> environments() {
        return sections("env");
    }

    /** Core setting by name. */
    @SuppressWarnings("unchecked")
    Map<String, Object> core() {
        return isConfigured()
                ? (Map<String, Object>) (Map<String, ?>)
                        Json.read(expected.resolve("config.json")).getOrDefault("tox", Map.of())
                : Map.of();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> sections(String name) {
        return isConfigured()
                ? (Map<String, Map<String, Object>>)
                        Json.read(expected.resolve("config.json")).getOrDefault(name, Map.of())
                : Map.of();
    }

    /** The file that tox would find in the folder. */
    Path file() {
        return List.of("tox.ini", "setup.cfg", "pyproject.toml", "tox.toml").stream()
                .map(configuration::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    /** A value of ours with the places of this machine as {@code config.json} has them. */
    Object normalized(Object value) {
        if (value instanceof String text) {
            return text.replace(configuration.toAbsolutePath().normalize().toString(), "{toxinidir}")
                    .replace(System.getProperty("user.home"), "{home}");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::normalized).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> normalized = new LinkedHashMap<>();
            map.forEach((key, entry) -> normalized.put(key, normalized(entry)));
            return normalized;
        }
        return value;
    }

    /** Whether tox could not say either, for want of an interpreter. */
    static boolean isUnavailable(Object expected) {
        return expected instanceof Map<?, ?> map && map.containsKey("unavailable");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
