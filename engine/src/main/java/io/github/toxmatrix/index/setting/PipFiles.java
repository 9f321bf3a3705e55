package io.github.toxmatrix.index.setting;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pip's configuration files say, all that it reads in one; not what variables say. The values may hold credentials.
 *
 * @param sections {@code global} and those named after commands; options by name
 */
public record PipFiles(Map<String, Map<String, String>> sections) {

    private static final Pattern LINE = Pattern.compile("([^.=]+)\\.([^=]+)=(.*)");

    /** As `pip config list` calls what variables say. */
    private static final String VARIABLES = ":env:";

    public PipFiles {
        Map<String, Map<String, String>> copy = new HashMap<>();
        sections.forEach((name, options) -> copy.put(name, Map.copyOf(options)));
        sections = Map.copyOf(copy);
    }

    /** Of {@code pip config list}: what files say, and under {@code :env:} what variables say. */
    static Map<String, Map<String, String>> parse(String listed) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        listed.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> sections.computeIfAbsent(
                        line.group(1), unused -> new LinkedHashMap<>())
                .put(line.group(2), unquote(line.group(3))));
        return sections;
    }

    static PipFiles of(Map<String, Map<String, String>> listed) {
        Map<String, Map<String, String>> sections = new HashMap<>(listed);
        sections.remove(VARIABLES);
        return new PipFiles(sections);
    }

    private static String unquote(String repr) {
        if (repr.length() < 2 || !(repr.startsWith("'") || repr.startsWith("\""))) {
            return repr;
        }
        StringBuilder value = new StringBuilder();
        String inner = repr.substring(1, repr.length() - 1);
        for (int index = 0; index < inner.length(); index++) {
            char current = inner.charAt(index);
            if (current == '\\' && index + 1 < inner.length()) {
                char escaped = inner.charAt(++index);
                value.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
            } else {
                value.append(current);
            }
        }
        return value.toString();
    }

    /** Nothing that is read later takes back what a file says but an empty value: pip passes over that. */
    PipFiles without(String option) {
        Map<String, Map<String, String>> others = new HashMap<>();
        sections.forEach((name, options) -> others.put(name, blank(options, Set.of(option))));
        return new PipFiles(others);
    }

    /** So that {@code pip download} goes by what {@code pip install} would, in whose place it is asked what that would take. */
    public PipFiles downloadingAsInstalled() {
        Map<String, String> download = sections.getOrDefault("download", Map.of());
        Map<String, String> both = new HashMap<>(blank(download, download.keySet()));
        both.putAll(sections.getOrDefault("install", Map.of()));
        Map<String, Map<String, String>> others = new HashMap<>(sections);
        if (!both.isEmpty()) {
            others.put("download", both);
        }
        return new PipFiles(others);
    }

    private static Map<String, String> blank(Map<String, String> options, Set<String> names) {
        Map<String, String> others = new HashMap<>(options);
        others.replaceAll((name, value) -> names.contains(name) ? "" : value);
        return others;
    }

    /** As a file that says the same, if pip reads it after those that these come from ({@code PIP_CONFIG_FILE}). */
    public String text() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(sections).forEach((name, options) -> {
            text.append('[').append(name).append("]\n");
            new TreeMap<>(options).forEach((option, value) -> text.append(option)
                    .append(" = ")
                    .append(value.replace("\n", "\n    "))
                    .append('\n'));
        });
        return text.toString();
    }

    @Override
    public String toString() {
        return "PipFiles" + sections.keySet();
    }
}
