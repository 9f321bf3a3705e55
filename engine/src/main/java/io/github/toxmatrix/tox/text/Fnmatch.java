package io.github.toxmatrix.tox.text;

import java.util.regex.Pattern;

/** Patterns of Python's {@code fnmatch}: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}. */
public final class Fnmatch {

    private Fnmatch() {}

    /** As tox uses them for names of environments ({@code fnmatchcase}). */
    public static Pattern compile(String glob) {
        return compile(glob, 0);
    }

    /** As tox uses them for names of variables. */
    public static Pattern compileIgnoringCase(String glob) {
        return compile(glob, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Pattern compile(String glob, int flags) {
        StringBuilder regex = new StringBuilder();
        int index = 0;
        while (index < glob.length()) {
            char current = glob.charAt(index++);
            if (current == '*') {
                regex.append(".*");
            } else if (current == '?') {
                regex.append('.');
            } else if (current == '[') {
                int end = endOfSet(glob, index);
                if (end < 0) {
                    regex.append("\\[");
                } else {
                    regex.append(set(glob.substring(index, end)));
                    index = end + 1;
                }
            } else {
                regex.append(Pattern.quote(String.valueOf(current)));
            }
        }
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }

    /** A bracket right after the opening one (or its {@code !}) is a member. */
    private static int endOfSet(String glob, int start) {
        int from = start;
        if (from < glob.length() && glob.charAt(from) == '!') {
            from++;
        }
        return glob.indexOf(']', from + 1);
    }

    private static String set(String members) {
        boolean negated = members.startsWith("!");
        String escaped = (negated ? members.substring(1) : members)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace("&&", "&\\&")
                .replace("^", "\\^");
        return "[" + (negated ? "^" : "") + escaped + "]";
    }
}
