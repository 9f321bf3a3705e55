package io.github.toxmatrix.pep;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of projects, extras and dependency groups as they are compared: by PEP 503, to which PEP 685 and 735 refer. */
public final class NormalizedName {

    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    private NormalizedName() {}

    /** Runs of separators are one dash, and case does not count. */
    public static String of(String name) {
        return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
    }
}
