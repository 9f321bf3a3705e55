package io.github.toxmatrix.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The frames of a Python traceback as Java clients understand frames: innermost first, with file and line to click. */
final class PythonTrace {

    /** As the interpreter prints a frame (traceback module), and as pytest does ({@code _pytest/_code/code.py}). */
    private static final Pattern FRAME = Pattern.compile(
            "^\\s*File \"(?<file>[^\"]+)\", line (?<line>\\d+)(?:, in (?<function>.+))?$"
                    + "|^(?<pytestFile>[^\\s:][^:\\n]*\\.py):(?<pytestLine>\\d+): (?<what>.*)$",
            Pattern.MULTILINE);

    private PythonTrace() {}

    static StackTraceElement[] elements(String trace) {
        List<StackTraceElement> frames = new ArrayList<>();
        Matcher matcher = FRAME.matcher(trace);
        while (matcher.find()) {
            boolean plain = matcher.group("file") != null;
            String file = matcher.group(plain ? "file" : "pytestFile");
            String function = plain ? matcher.group("function") : matcher.group("what");
            frames.add(new StackTraceElement(
                    module(file), function(function), file, line(matcher.group(plain ? "line" : "pytestLine"))));
        }
        Collections.reverse(frames);
        return frames.toArray(StackTraceElement[]::new);
    }

    private static String module(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        return name.endsWith(".py") ? name.substring(0, name.length() - 3) : name;
    }

    private static String function(String name) {
        return name == null || name.isBlank() ? "<module>" : name.strip();
    }

    private static int line(String digits) {
        return digits.length() > 9 ? -1 : Integer.parseInt(digits);
    }
}
