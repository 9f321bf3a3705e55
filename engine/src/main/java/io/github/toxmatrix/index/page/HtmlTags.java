package io.github.toxmatrix.index.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The start tags of an HTML text with their attributes. That is all a page of PEP 503 consists of, and what pip and uv
 * read of it: no tree is made, so a page of any size is read in one pass. Comments, and what lies in scripts and styles,
 * are passed over; a tag without an end is none.
 */
final class HtmlTags {

    /** @param attributes by their names in small letters, character references resolved; the first of two wins */
    record Tag(String name, Map<String, String> attributes) {}

    private static final Pattern REFERENCE = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

    private final String text;
    private int at;

    private HtmlTags(String text) {
        this.text = text;
    }

    static List<Tag> of(String text) {
        return new HtmlTags(text).read();
    }

    private List<Tag> read() {
        List<Tag> tags = new ArrayList<>();
        for (at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
            at++;
            if (text.startsWith("!--", at)) {
                skipPast("-->");
            } else if (at < text.length() && isLetter(text.charAt(at))) {
                int start = at;
                String name = name();
                Map<String, String> attributes = attributes();
                if (at >= text.length()) {
                    // What is cut off within a tag may be cut off within its link.
                    return tags;
                }
                tags.add(new Tag(name, attributes));
                if (at > start && (name.equals("script") || name.equals("style"))) {
                    skipTo("</" + name);
                }
            }
        }
        return tags;
    }

    private void skipPast(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    private void skipTo(String end) {
        while (at < text.length() && !text.regionMatches(true, at, end, 0, end.length())) {
            at++;
        }
    }

    private String name() {
        int start = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && "/>".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    /** Up to the end of the tag, or of the text if the tag has none. */
    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        while (at < text.length() && text.charAt(at) != '>') {
            if (isSpace(text.charAt(at)) || text.charAt(at) == '/') {
                at++;
                continue;
            }
            int start = at++;
            while (at < text.length() && !isSpace(text.charAt(at)) && "=/>".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(start, at).toLowerCase(Locale.ROOT);
            skipSpace();
            String value = "";
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skipSpace();
                value = value();
            }
            attributes.putIfAbsent(name, value);
        }
        return attributes;
    }

    private String value() {
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            int end = text.indexOf(text.charAt(at), at + 1);
            String value = text.substring(at + 1, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            return resolved(value);
        }
        int start = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && text.charAt(at) != '>') {
            at++;
        }
        return resolved(text.substring(start, at));
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String resolved(String value) {
        return value.indexOf('&') < 0
                ? value
                : REFERENCE.matcher(value).replaceAll(match -> Matcher.quoteReplacement(character(match)));
    }

    private static String character(java.util.regex.MatchResult match) {
        if (match.group(3) != null) {
            return NAMED.getOrDefault(match.group(3), match.group());
        }
        int code = match.group(1) != null ? Integer.parseInt(match.group(1)) : Integer.parseInt(match.group(2), 16);
        return Character.isValidCodePoint(code) && code != 0 ? Character.toString(code) : "\ufffd";
    }
}
