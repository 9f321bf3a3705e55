package io.github.toxmatrix.tox.value;

import io.github.toxmatrix.pep.Marker;
import io.github.toxmatrix.tox.text.PythonText;
import io.github.toxmatrix.tox.text.Template;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code NAME=VALUE; marker} lines (tox's {@code config/set_env_line.py}). */
public final class SetEnvText {

    private SetEnvText() {}

    /** @throws IllegalArgumentException where a line without a reference has no {@code =} */
    public static SetEnvLines parse(String text) {
        return parse(text, false);
    }

    /** As {@link #parse}, of what a reference stands for: a brace that begins no reference is a part of a name there. */
    public static SetEnvLines parsePasted(String text) {
        return parse(text, true);
    }

    private static SetEnvLines parse(String text, boolean pasted) {
        List<SetEnvLines.Entry> entries = new ArrayList<>();
        for (String line : text.split("\\R", -1)) {
            if (WhiteSpace.isBlank(line)) {
                continue;
            }
            if (line.startsWith("file|")) {
                entries.add(new SetEnvLines.EnvFile(line.substring("file|".length())));
                continue;
            }
            int equals = line.indexOf('=');
            boolean reference = Template.parse(line).hasReference();
            if (equals >= 0 && (line.substring(0, equals).indexOf('{') < 0 || (pasted && !reference))) {
                entries.add(assignment(line, equals));
            } else if (reference) {
                entries.add(new SetEnvLines.Pasted(line));
            } else {
                throw new IllegalArgumentException("invalid line " + PythonText.repr(line) + " in set_env");
            }
        }
        return new SetEnvLines(entries);
    }

    /** {@code {name}=value}: empty where the first {@code =} outside of references is missing. */
    public static Optional<SetEnvLines.Assignment> assignmentWithReferenceInName(String line) {
        int equals = Template.indexOutsideReferences(line, '=');
        return equals < 0 ? Optional.empty() : Optional.of(assignment(line, equals));
    }

    /**
     * As a line that can be read again, its marker as Python's packaging writes it.
     *
     * @throws IllegalArgumentException where that is none
     */
    public static String print(SetEnvLines.Assignment assignment) {
        String line = assignment.name() + "=" + assignment.value().replace(";", "\\;");
        return assignment
                .marker()
                .map(marker -> line
                        + (line.endsWith("\\") ? " ; " : "; ")
                        + Marker.parse(marker).text())
                .orElse(line);
    }

    private static SetEnvLines.Assignment assignment(String line, int equals) {
        String name = WhiteSpace.strip(line.substring(0, equals));
        if (name.isEmpty()) {
            throw new IllegalArgumentException("invalid line " + PythonText.repr(line) + " in set_env");
        }
        String value = WhiteSpace.strip(line.substring(equals + 1));
        Integer at = marker(value, true);
        if (at == null) {
            return new SetEnvLines.Assignment(name, unescape(value), Optional.empty());
        }
        String marker = WhiteSpace.strip(value.substring(at + 1));
        String text = unescape(WhiteSpace.strip(value.substring(0, at)));
        return new SetEnvLines.Assignment(name, text, marker.isEmpty() ? Optional.empty() : Optional.of(marker));
    }

    private static String unescape(String value) {
        return value.replace("\\;", ";");
    }

    /** Where the {@code ;} before a marker is: not in quotes, unless the quotes do not close. */
    private static @Nullable Integer marker(String value, boolean respectQuotes) {
        char quote = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (respectQuotes && (c == '"' || c == '\'') && !isEscaped(value, i)) {
                if (quote == 0) {
                    quote = c;
                } else if (quote == c) {
                    quote = 0;
                }
            } else if (c == ';' && quote == 0 && (i == 0 || value.charAt(i - 1) != '\\')) {
                return i;
            }
        }
        return quote == 0 ? null : marker(value, false);
    }

    private static boolean isEscaped(String value, int at) {
        int backslashes = 0;
        while (at - backslashes > 0 && value.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
