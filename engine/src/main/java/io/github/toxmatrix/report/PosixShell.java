package io.github.toxmatrix.report;

import java.util.regex.Pattern;

/** Quotes words so that they can be pasted into a POSIX shell. */
public final class PosixShell {

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+", Pattern.UNICODE_CHARACTER_CLASS);

    private PosixShell() {}

    /** The word itself if a shell leaves it alone, else in single quotes. */
    public static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\"'\"'") + "'";
    }
}
