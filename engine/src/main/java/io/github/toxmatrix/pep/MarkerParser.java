package io.github.toxmatrix.pep;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the marker grammar of PEP 508. */
final class MarkerParser {

    private static final Pattern VARIABLE = Pattern.compile("\\b(?:python_version|python_full_version|os[._]name"
            + "|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)"
            + "|python_implementation|implementation_(?:name|version)|extra)\\b");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern OPERATOR = Pattern.compile("===|==|~=|!=|<=|>=|<|>|\\bin\\b");
    private static final Pattern NOT_IN = Pattern.compile("\\bnot[ \\t]+in\\b");
    private static final Pattern AND = Pattern.compile("\\band\\b");
    private static final Pattern OR = Pattern.compile("\\bor\\b");
    /** Far above what is written by hand; keeps a hostile configuration from exhausting the stack. */
    private static final int MAX_DEPTH = 100;

    private final String text;
    private int position;
    private int depth;

    MarkerParser(String text) {
        this.text = text;
    }

    Marker parse() {
        Marker marker = disjunction();
        if (position < text.length()) {
            throw expected("the end of the marker");
        }
        return marker instanceof Marker.Group group ? group.operand() : marker;
    }

    private Marker disjunction() {
        List<Marker> operands = new ArrayList<>(List.of(conjunction()));
        while (take(OR) != null) {
            operands.add(conjunction());
        }
        return operands.size() == 1 ? operands.get(0) : new Marker.Or(operands);
    }

    private Marker conjunction() {
        List<Marker> operands = new ArrayList<>(List.of(atom()));
        while (take(AND) != null) {
            operands.add(atom());
        }
        return operands.size() == 1 ? operands.get(0) : new Marker.And(operands);
    }

    private Marker atom() {
        skipBlanks();
        if (!takeChar('(')) {
            return comparison();
        }
        if (++depth > MAX_DEPTH) {
            throw expected("at most " + MAX_DEPTH + " parentheses within each other");
        }
        Marker inner = disjunction();
        if (!takeChar(')')) {
            throw expected("')'");
        }
        depth--;
        skipBlanks();
        return inner instanceof Marker.Comparison ? inner : new Marker.Group(inner);
    }

    private Marker comparison() {
        Marker.Operand left = operand();
        String operator = take(NOT_IN) != null ? "not in" : take(OPERATOR);
        if (operator == null) {
            throw expected("one of <=, <, !=, ==, >=, >, ~=, ===, in, not in");
        }
        Marker.Operand right = operand();
        if (!(left instanceof Marker.Variable) && !(right instanceof Marker.Variable)) {
            throw expected("a marker variable on one side of the comparison before this");
        }
        return new Marker.Comparison(left, operator, right);
    }

    private Marker.Operand operand() {
        String variable = take(VARIABLE);
        if (variable != null) {
            String name = variable.replace('.', '_');
            return new Marker.Variable(name.equals("python_implementation") ? "platform_python_implementation" : name);
        }
        String quoted = take(QUOTED);
        if (quoted != null) {
            return new Marker.Literal(quoted.substring(1, quoted.length() - 1));
        }
        throw expected("a marker variable or a quoted text");
    }

    private @Nullable String take(Pattern token) {
        skipBlanks();
        Matcher match = token.matcher(text).region(position, text.length());
        match.useTransparentBounds(true);
        if (!match.lookingAt()) {
            return null;
        }
        position = match.end();
        skipBlanks();
        return match.group();
    }

    private boolean takeChar(char wanted) {
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (position < text.length() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException("expected " + what + " at column " + (position + 1) + " of '" + text + "'");
    }
}
