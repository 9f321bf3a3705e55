package io.github.toxmatrix.tox.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text with references in braces, which may hold more of them (tox's {@code config/loader/replacer.py}).
 * {@code []} is short for {@code {posargs}}; a brace that is not closed is text; {@code \{ \} \: \[ \]} are text
 * without the backslash.
 *
 * @param parts text and references in their order; no two texts follow one another
 */
public record Template(List<Part> parts) {

    public static final Template NONE = new Template(List.of());

    public sealed interface Part {}

    public record Text(String text) implements Part {}

    /** @param args what stands between the colons, the first of which says what kind of reference it is */
    public record Reference(List<Template> args) implements Part {

        public Reference {
            args = List.copyOf(args);
        }

        /** As it is written, but for its escapes. */
        public String text() {
            return args.stream().map(Template::text).collect(Collectors.joining(":", "{", "}"));
        }
    }

    public Template {
        parts = List.copyOf(parts);
    }

    public static Template parse(String text) {
        return new Parser(text).toEnd();
    }

    public boolean hasReference() {
        return parts.stream().anyMatch(Reference.class::isInstance);
    }

    /** What reads as a text without references. */
    public static String literal(String text) {
        return new Template(List.of(new Text(text))).print();
    }

    /** As it is written, but for its escapes. */
    public String text() {
        return parts.stream()
                .map(part -> part instanceof Reference reference ? reference.text() : ((Text) part).text())
                .collect(Collectors.joining());
    }

    /** The text that reads as this, also as an argument of a reference. */
    public String print() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Text plain) {
                text.append(plain.text().replaceAll("[{}:\\[\\]]", "\\\\$0"));
            } else if (part instanceof Reference reference) {
                text.append(reference.args().stream().map(Template::print).collect(Collectors.joining(":", "{", "}")));
            }
        }
        return text.toString();
    }

    /** The first place of a character that is not escaped and not in braces; -1 where there is none. */
    public static int indexOutsideReferences(String text, char wanted) {
        Parser parser = new Parser(text);
        return parser.find(wanted);
    }

    private static final class Parser {

        private static final String ESCAPED = ":{}[]";

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Template toEnd() {
            List<Part> parts = new ArrayList<>();
            StringBuilder plain = new StringBuilder();
            while (at < text.length()) {
                next(parts, plain);
            }
            flush(parts, plain);
            return new Template(parts);
        }

        int find(char wanted) {
            List<Part> ignored = new ArrayList<>();
            StringBuilder plain = new StringBuilder();
            while (at < text.length()) {
                if (text.charAt(at) == wanted) {
                    return at;
                }
                next(ignored, plain);
            }
            return -1;
        }

        /** Reads one character, escape or reference. */
        private void next(List<Part> parts, StringBuilder plain) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                char following = text.charAt(at + 1);
                if (ESCAPED.indexOf(following) >= 0) {
                    plain.append(following);
                    at += 2;
                    return;
                }
                if (following == '\\') { // both stay for the split into arguments
                    plain.append("\\\\");
                    at += 2;
                    return;
                }
            }
            Reference reference = c == '{' || text.startsWith("[]", at) ? reference() : null;
            if (reference == null) {
                plain.append(c);
                at++;
            } else {
                flush(parts, plain);
                parts.add(reference);
            }
        }

        /** The reference that begins here, or null where its brace is not closed; then nothing is read. */
        private @Nullable Reference reference() {
            int start = at;
            if (text.charAt(at) == '[') {
                at += 2;
                return new Reference(List.of(new Template(List.of(new Text("posargs")))));
            }
            at++;
            List<Template> args = new ArrayList<>();
            List<Part> parts = new ArrayList<>();
            StringBuilder plain = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '}' || c == ':') {
                    flush(parts, plain);
                    args.add(new Template(parts));
                    parts.clear();
                    at++;
                    if (c == '}') {
                        return new Reference(args);
                    }
                } else {
                    next(parts, plain);
                }
            }
            at = start;
            return null;
        }

        private static void flush(List<Part> parts, StringBuilder plain) {
            if (plain.length() > 0) {
                parts.add(new Text(plain.toString()));
                plain.setLength(0);
            }
        }
    }
}
