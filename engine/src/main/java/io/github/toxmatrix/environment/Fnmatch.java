package io.github.toxmatrix.environment;

import java.util.regex.Pattern;

/** Python's {@code fnmatch.translate}, without regard to case, as tox uses it for the names of variables. */
final class Fnmatch {

    private Fnmatch() {}

    static Pattern compile(String glob) {
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
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
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
