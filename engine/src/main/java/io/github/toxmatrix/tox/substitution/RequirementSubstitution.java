package io.github.toxmatrix.tox.substitution;

import io.github.toxmatrix.tox.text.ShellWords;
import io.github.toxmatrix.tox.text.Template;
import io.github.toxmatrix.tox.text.WhiteSpace;
import io.github.toxmatrix.tox.value.RequirementLines;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What references may bring into lines of requirements: whole lines where they stand alone; else a part of what pip reads
 * there anyway, but no line, no option and no word more (tox's {@code config/loader/replacer.py},
 * {@code _RequirementLinesReplacer}, and {@code tox_env/python/pip/req_file.py}, {@code validate_requirement_options}).
 */
final class RequirementSubstitution {

    /** As Python's {@code splitlines}. */
    private static final String LINE_BREAK = "[\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x85\\u2028\\u2029]";

    private static final Pattern BREAKS = Pattern.compile(LINE_BREAK);
    private static final Pattern ESCAPED_BREAK = Pattern.compile("\\\\" + LINE_BREAK);

    /** Stands for what a reference brings in. */
    private static final Pattern MARK = Pattern.compile("\0\\d+\0");

    private RequirementSubstitution() {}

    /**
     * @param parts of the text
     * @param replaced what stands for each
     * @throws IllegalArgumentException where a reference brings in what it may not
     */
    static void check(List<Template.Part> parts, List<String> replaced) {
        List<String> marked = new ArrayList<>(replaced);
        for (int at = 0; at < parts.size(); at++) {
            if (parts.get(at) instanceof Template.Reference) {
                String text = replaced.get(at);
                String following = String.join("", replaced.subList(at + 1, replaced.size()));
                if (ESCAPED_BREAK.matcher(text).find()
                        || (text.endsWith("\\")
                                && (following.isEmpty()
                                        || BREAKS.matcher(following).lookingAt()))) {
                    throw new IllegalArgumentException("a requirement substitution cannot end a line with a backslash");
                }
                if (sharesLine(parts, at)) {
                    if (BREAKS.matcher(text).find()) {
                        throw new IllegalArgumentException(
                                "a substitution within a requirement cannot add a line break");
                    }
                    marked.set(at, "\0" + at + "\0");
                }
            }
        }
        if (!marked.equals(replaced)) {
            checkWords(words(String.join("", marked)), words(String.join("", replaced)));
        }
    }

    private static boolean sharesLine(List<Template.Part> parts, int at) {
        for (int i = at - 1; i >= 0; i--) {
            Boolean shares = shares(parts.get(i), false);
            if (shares != null) {
                if (shares) {
                    return true;
                }
                break;
            }
        }
        for (int i = at + 1; i < parts.size(); i++) {
            Boolean shares = shares(parts.get(i), true);
            if (shares != null) {
                return shares;
            }
        }
        return false;
    }

    /** Whether a part has something on the line that its end or its start is on; null where it is blank without an end. */
    private static @Nullable Boolean shares(Template.Part part, boolean start) {
        if (!(part instanceof Template.Text text)) {
            return true;
        }
        String[] lines = BREAKS.split(text.text(), -1);
        if (!WhiteSpace.isBlank(lines[start ? 0 : lines.length - 1])) {
            return true;
        }
        return lines.length > 1 ? false : null;
    }

    private static void checkWords(List<List<String>> marked, List<List<String>> replaced) {
        boolean same = marked.size() == replaced.size();
        for (int line = 0; same && line < marked.size(); line++) {
            same = isSame(marked.get(line), replaced.get(line));
        }
        if (!same) {
            throw new IllegalArgumentException("a requirement substitution cannot change pip options");
        }
    }

    private static boolean isSame(List<String> marked, List<String> replaced) {
        if (marked.size() != replaced.size()) {
            return false;
        }
        for (int i = 0; i < marked.size(); i++) {
            String pattern = MARK.splitAsStream(marked.get(i) + "\0") // a mark at the end is followed by something too
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*?"));
            if (!Pattern.compile(pattern, Pattern.DOTALL)
                    .matcher(replaced.get(i) + "\0")
                    .matches()) {
                return false;
            }
        }
        return true;
    }

    /** What is before the options of a line, and its options. */
    private static List<List<String>> words(String text) {
        List<List<String>> words = new ArrayList<>();
        for (String line : RequirementLines.contents(text)) {
            int options = line.startsWith("-") ? 0 : line.indexOf(" -") + 1;
            List<String> ofLine = new ArrayList<>();
            boolean none = options == 0 && !line.startsWith("-");
            ofLine.add(WhiteSpace.strip(none ? line : line.substring(0, options)));
            if (!none) {
                ofLine.addAll(ShellWords.split(line.substring(options)));
            }
            words.add(ofLine);
        }
        return words;
    }
}
