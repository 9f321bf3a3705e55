package io.github.toxmatrix.tox.text;

/**
 * What Python takes for white space, with which tox trims all that it reads: the no-break spaces as well, which
 * {@link String#strip} leaves where they are ({@code str.isspace} in Python's documentation).
 */
public final class WhiteSpace {

    private static final char NEXT_LINE = '\u0085';

    private WhiteSpace() {}

    public static boolean is(char c) {
        return (c <= ' ' || c > '~') // what most characters are not
                && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == NEXT_LINE);
    }

    public static String strip(String text) {
        return stripLeading(stripTrailing(text));
    }

    public static String stripLeading(String text) {
        int begin = 0;
        while (begin < text.length() && is(text.charAt(begin))) {
            begin++;
        }
        return text.substring(begin);
    }

    public static String stripTrailing(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    public static boolean isBlank(String text) {
        return stripTrailing(text).isEmpty();
    }
}
