package io.github.toxmatrix.cli;

import io.github.toxmatrix.tox.DefinedEnvironment;
import io.github.toxmatrix.tox.document.ToxConfigurationException;
import io.github.toxmatrix.tox.setting.Key;
import io.github.toxmatrix.tox.setting.ToxSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration as an INI file ({@code tox/session/cmd/show_config/ini.py}). */
record IniText(ShownConfiguration shown) {

    String text() {
        List<String> lines = new ArrayList<>();
        for (DefinedEnvironment environment : shown.environments()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add("[testenv:" + environment.name() + "]");
            if (shown.isWhole()) {
                lines.add("type = " + environment.environment().type());
            }
            add(environment.environment().settings(), lines);
        }
        shown.core().ifPresent(core -> {
            lines.add("");
            lines.add("[tox]");
            add(core, lines);
        });
        return String.join("\n", lines);
    }

    private void add(ToxSettings settings, List<String> lines) {
        shown.keys(settings).forEach(key -> lines.add(key.name() + " =" + value(settings, key)));
        List<String> unused = shown.isWhole() ? settings.unused() : List.of();
        if (!unused.isEmpty()) {
            lines.add("# !!! unused: " + String.join(", ", unused));
        }
    }

    private String value(ToxSettings settings, Key<?> key) {
        try {
            String text = settings.text(key);
            return settings.hasEntries(key) && text.contains("\n")
                    ? text.lines().map(IniText::indented).collect(Collectors.joining("\n", "\n", ""))
                    : " " + text;
        } catch (ToxConfigurationException e) {
            shown.addError();
            return " # Exception: " + e.toxError();
        }
    }

    /** As Python's textwrap, which leaves blank lines alone. */
    private static String indented(String line) {
        return line.isBlank() ? line : "  " + line;
    }
}
