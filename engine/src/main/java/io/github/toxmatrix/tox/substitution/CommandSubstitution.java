package io.github.toxmatrix.tox.substitution;

import io.github.toxmatrix.tox.setting.Replacement;
import io.github.toxmatrix.tox.setting.Scope;
import io.github.toxmatrix.tox.text.Template;
import io.github.toxmatrix.tox.text.WhiteSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Substitution in command lines: what is replaced within quotes stays in them, what shares a line with other text does
 * not break it, and arguments stay apart (tox's {@code config/loader/replacer.py}, {@code _CommandLinesReplacer}).
 */
final class CommandSubstitution {

    private static final Pattern PREFIX = Pattern.compile("^\\s*[-!]*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern AFTER_A_WORD = Pattern.compile("\\S\\s", Pattern.UNICODE_CHARACTER_CLASS);

    private final Substitution substitution;

    /** Whether a reference went too deep: from there on all others stay as they are written too. */
    private boolean exhausted;

    CommandSubstitution(Substitution substitution) {
        this.substitution = substitution;
    }

    /**
     * Where references stand.
     *
     * @param program whether before the end of the first word of a command
     */
    private record Place(Scope scope, int depth, boolean program) {

        Place after(List<Piece> pieces) {
            return new Place(scope, depth, program && isInProgram(text(pieces)));
        }

        Place nested(List<String> reference) {
            return new Place(Substitution.inside(reference, scope), depth + 1, program);
        }

        private static boolean isInProgram(String before) {
            String line = before.substring(before.lastIndexOf('\n') + 1);
            return !AFTER_A_WORD.matcher(PREFIX.matcher(line).replaceFirst("")).find();
        }
    }

    private sealed interface Piece {

        String text();
    }

    /** As it is written in the configuration. */
    private record Written(String text) implements Piece {}

    /**
     * @param quoted what it is within quotes
     * @param unquoted what it is outside of them
     */
    private record Replaced(String text, String quoted, String unquoted) implements Piece {}

    String join(Template template, Scope scope) {
        return join(merge(split(template, new Place(scope, 0, true))));
    }

    private List<Piece> split(Template template, Place place) {
        List<Piece> pieces = new ArrayList<>();
        for (Template.Part part : template.parts()) {
            if (part instanceof Template.Text text) {
                pieces.add(new Written(text.text()));
            } else if (part instanceof Template.Reference reference) {
                pieces.addAll(replace(reference, place.after(pieces)));
            }
        }
        return pieces;
    }

    private static String text(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    private List<Piece> replace(Template.Reference reference, Place place) {
        if (exhausted) {
            return List.of(new Written(reference.text()));
        }
        List<List<Piece>> args =
                reference.args().stream().map(arg -> split(arg, place)).toList();
        List<String> flat = args.stream().map(CommandSubstitution::text).toList();
        Replacement replacement = substitution.resolve(flat, place.scope(), place.program());
        if (replacement instanceof Replacement.Default wanted) {
            int from = Math.min(wanted.from(), args.size());
            return colons(args.subList(from, Math.min(wanted.to(), args.size())));
        }
        if (replacement instanceof Replacement.Text found) {
            return List.of(replaced(found, flat, place));
        }
        List<Piece> unresolved = new ArrayList<>();
        unresolved.add(new Written("{"));
        unresolved.addAll(colons(args));
        unresolved.add(new Written("}"));
        return unresolved;
    }

    private Piece replaced(Replacement.Text found, List<String> flat, Place place) {
        Template template = found.raw() ? Template.parse(found.text()) : Template.NONE;
        if (template.hasReference() && place.depth() < Substitution.MAX_DEPTH) {
            List<Piece> pieces = merge(split(template, place.nested(flat)));
            String text = join(pieces);
            String quoted = pieces.stream()
                    .map(piece -> piece instanceof Replaced inner ? inner.quoted() : piece.text())
                    .collect(Collectors.joining());
            return new Replaced(text, quoted, text);
        }
        exhausted |= template.hasReference();
        if (found.arguments().isEmpty()) {
            return new Replaced(found.text(), found.text(), found.text());
        }
        if (flat.get(0).equals("posargs")) {
            return new Replaced(found.text(), String.join(" ", found.arguments()), found.text());
        }
        return new Replaced(found.text(), found.text(), found.quoted());
    }

    private static List<Piece> colons(List<List<Piece>> args) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            if (i > 0) {
                pieces.add(new Written(":"));
            }
            pieces.addAll(args.get(i));
        }
        return pieces;
    }

    /** Neighbouring written pieces are one. */
    private static List<Piece> merge(List<Piece> pieces) {
        List<Piece> merged = new ArrayList<>();
        for (Piece piece : pieces) {
            Piece last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last instanceof Written before && piece instanceof Written) {
                merged.set(merged.size() - 1, new Written(before.text() + piece.text()));
            } else {
                merged.add(piece);
            }
        }
        return merged;
    }

    private String join(List<Piece> pieces) {
        StringBuilder result = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < pieces.size(); i++) {
            String text = pieces.get(i).text();
            if (pieces.get(i) instanceof Replaced replaced) {
                text = quote == 0 ? replaced.unquoted() : replaced.quoted();
                if (quote != 0 || sharesLine(pieces, i)) {
                    text = text.lines().collect(Collectors.joining(" "));
                }
                if (quote != 0) {
                    result.append(withinQuote(quote, text));
                    continue;
                }
            }
            quote = openQuote(quote, text);
            result.append(text);
        }
        return result.toString();
    }

    private static boolean sharesLine(List<Piece> pieces, int at) {
        Piece before = at > 0 ? pieces.get(at - 1) : new Written("");
        Piece after = at + 1 < pieces.size() ? pieces.get(at + 1) : new Written("");
        if (before instanceof Replaced || after instanceof Replaced) {
            return true;
        }
        String start = before.text().substring(before.text().lastIndexOf('\n') + 1);
        int end = after.text().indexOf('\n');
        return !WhiteSpace.isBlank(start)
                || !WhiteSpace.isBlank(end < 0 ? after.text() : after.text().substring(0, end));
    }

    private static String withinQuote(char quote, String text) {
        return quote == '\'' ? text.replace("'", "'\"'\"'") : text.replaceAll("\\\\(?!#)|\"", "\\\\$0");
    }

    /** The quote that is open after the text; 0 for none. */
    private static char openQuote(char before, String text) {
        char quote = before;
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                quote = 0;
                escaped = false;
            } else if (escaped) {
                escaped = false;
            } else if (c == '\\' && quote != '\'') {
                escaped = true;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            }
        }
        return quote;
    }
}
