package io.github.toxmatrix.index.page;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hashes as pages write them: {@code sha256} to 64 hexadecimal digits. */
final class Hashes {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,20}");
    private static final Pattern VALUE = Pattern.compile("(?:[0-9a-f]{2}){8,128}");
    private static final Pattern FRAGMENT = Pattern.compile("([A-Za-z0-9_-]+)=([0-9A-Fa-f]+)");

    private Hashes() {}

    /** In small letters, sorted; without what is no hash. */
    static Map<String, String> copyOfValid(Map<String, String> hashes) {
        Map<String, String> valid = new TreeMap<>();
        hashes.forEach((name, value) -> {
            String algorithm = name.toLowerCase(Locale.ROOT);
            String digits = value.toLowerCase(Locale.ROOT);
            if (NAME.matcher(algorithm).matches() && VALUE.matcher(digits).matches()) {
                valid.put(algorithm, digits);
            }
        });
        return Collections.unmodifiableMap(valid);
    }

    /** Of {@code sha256=…}, as fragments of URLs and attributes have it; empty if it is something else. */
    static Map<String, String> parse(String text) {
        for (String part : text.split("&", -1)) {
            Matcher matcher = FRAGMENT.matcher(part);
            if (matcher.matches()) {
                Map<String, String> one = copyOfValid(Map.of(matcher.group(1), matcher.group(2)));
                if (!one.isEmpty()) {
                    return one;
                }
            }
        }
        return Map.of();
    }
}
