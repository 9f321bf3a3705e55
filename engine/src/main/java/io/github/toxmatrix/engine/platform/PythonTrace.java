package io.github.toxmatrix.engine.platform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The frames of a Python traceback as Java clients understand frames: innermost first, with file and line to click. */
final class PythonTrace {

    /** As the interpreter prints a frame (traceback module), and as pytest does ({@code _pytest/_code/code.py}). */
    private static final Pattern FRAME = Pattern.compile(
            "^\\s*File \"(?<file>[^\"]+)\", line (?<line>\\d+)(?:, in (?<function>.+))?$"
                    + "|^(?<pytestFile>[^\\s:][^:\\n]*\\.py):(?<pytestLine>\\d+): (?<what>.*)$"
                    + "|^>?\\s+(?:async )?def (?<def>\\w+)\\(.*$",
            Pattern.MULTILINE);

    private PythonTrace() {}

    static StackTraceElement[] elements(String trace) {
        List<StackTraceElement> frames = new ArrayList<>();
        String shown = ""; // the function whose source pytest prints before the line of its frame
        Matcher matcher = FRAME.matcher(trace);
        while (matcher.find()) {
            if (matcher.group("def") != null) {
                shown = matcher.group("def");
            } else if (matcher.group("file") != null) {
                frames.add(frame(matcher.group("file"), matcher.group("line"), matcher.group("function")));
            } else {
                String what = matcher.group("what");
                frames.add(frame(
                        matcher.group("pytestFile"),
                        matcher.group("pytestLine"),
                        what.startsWith("in ") ? what.substring("in ".length()) : shown));
                shown = "";
            }
        }
        Collections.reverse(frames);
        return frames.toArray(StackTraceElement[]::new);
    }

    private static StackTraceElement frame(String file, String line, @Nullable String function) {
        return new StackTraceElement(module(file), function(function), file, line(line));
    }

    private static String module(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.endsWith(".py") ? name.substring(0, name.length() - 3) : name;
    }

    private static String function(@Nullable String name) {
        return name == null || name.isBlank() ? "<module>" : name.strip();
    }

    private static int line(String digits) {
        return digits.length() > 9 ? -1 : Integer.parseInt(digits);
    }
}
