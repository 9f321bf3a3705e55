package io.github.toxmatrix.engine.platform;

/** Text as every report can carry it. */
public final class ReportText {

    private ReportText() {}

    /**
     * Characters that XML 1.0 does not have (control characters, lone surrogates, U+FFFE, U+FFFF) as Python writes them:
     * {@code \x1b}. They break a report or are dropped from it.
     */
    public static String clean(String text) {
        int bad = 0;
        while (bad < text.length() && isAllowed(text.codePointAt(bad))) {
            bad += Character.charCount(text.codePointAt(bad));
        }
        if (bad == text.length()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length() + 16).append(text, 0, bad);
        text.substring(bad).codePoints().forEach(point -> {
            if (isAllowed(point)) {
                clean.appendCodePoint(point);
            } else {
                clean.append(String.format(point < 0x100 ? "\\x%02x" : "\\u%04x", point));
            }
        });
        return clean.toString();
    }

    /** XML 1.0, production 2. */
    private static boolean isAllowed(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}
