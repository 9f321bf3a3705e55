package io.github.toxmatrix.pytest;

/** Text that can stand in a report: XML 1.0 has no place for control characters and lone surrogates. */
final class Xml {

    private Xml() {}

    /** Replaces what XML 1.0 (section 2.2, Char) does not allow by its escape, such as {@code \x1b}. */
    static String clean(String text) {
        if (text.codePoints().allMatch(Xml::allowed)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (allowed(c)) {
                clean.appendCodePoint(c);
            } else {
                clean.append(String.format(c < 0x100 ? "\\x%02x" : "\\u%04x", c));
            }
        });
        return clean.toString();
    }

    /** The same on one line, for names. */
    static String cleanLine(String text) {
        return clean(text).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static boolean allowed(int c) {
        return (c >= 0x20 && c <= 0xD7FF)
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
