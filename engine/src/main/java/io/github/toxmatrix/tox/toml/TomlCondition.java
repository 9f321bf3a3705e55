package io.github.toxmatrix.tox.toml;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The condition of {@code {replace = "if", condition = "..."}}: Python's {@code and}, {@code or}, {@code not},
 * {@code ==} and {@code !=} over texts, {@code env.NAME}, {@code factor.NAME} and {@code env_name}
 * (tox's {@code config/loader/toml/_replace.py}).
 */
final class TomlCondition {

    private static final Pattern BLANKS = Pattern.compile("\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern STRING = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern EQUALITY = Pattern.compile("==|!=");
    /** Far above what is written by hand; keeps a hostile configuration from exhausting the stack. */
    private static final int MAX_DEPTH = 100;

    private final String text;
    private final Map<String, String> environ;
    private final Set<String> factors;
    private final String environmentName;
    private int position;
    private int depth;

    private TomlCondition(String text, Map<String, String> environ, Set<String> factors, String environmentName) {
        this.text = text;
        this.environ = environ;
        this.factors = factors;
        this.environmentName = environmentName;
    }

    /**
     * Whether a condition holds.
     *
     * @param environ the variables that {@code env.NAME} reads; one that is missing reads as empty text
     * @param factors those that are active
     * @param environmentName what {@code env_name} reads
     * @throws IllegalArgumentException if it is no condition; the message shows where and says what was expected
     */
    static boolean holds(String text, Map<String, String> environ, Set<String> factors, String environmentName) {
        TomlCondition condition = new TomlCondition(text, environ, factors, environmentName);
        boolean holds = isTrue(condition.disjunction());
        if (condition.position < text.length()) {
            throw condition.expected("and, or, ==, != or the end of the condition");
        }
        return holds;
    }

    private Object disjunction() {
        Object value = conjunction();
        while (takeWord("or")) {
            boolean right = isTrue(conjunction());
            value = isTrue(value) || right;
        }
        return value;
    }

    private Object conjunction() {
        Object value = negation();
        while (takeWord("and")) {
            boolean right = isTrue(negation());
            value = isTrue(value) && right;
        }
        return value;
    }

    private Object negation() {
        if (!takeWord("not")) {
            return comparison();
        }
        enter();
        boolean value = !isTrue(negation());
        depth--;
        return value;
    }

    private Object comparison() {
        Object left = primary();
        String operator = take(EQUALITY);
        if (operator == null) {
            return left;
        }
        Object right = primary();
        if (take(EQUALITY) != null) {
            throw expected("one comparison, not a chain of them, before this");
        }
        return operator.equals("==") == left.equals(right);
    }

    private Object primary() {
        if (takeSymbol('(')) {
            enter();
            Object value = disjunction();
            depth--;
            require(')');
            return value;
        }
        String string = string();
        if (string != null) {
            return string;
        }
        String name = take(NAME);
        if ("env_name".equals(name)) {
            return environmentName;
        }
        if (name == null || !(name.equals("env") || name.equals("factor"))) {
            throw expected("a text in quotes, env.NAME, factor.NAME or env_name before this");
        }
        String key = key();
        return name.equals("env") ? environ.getOrDefault(key, "") : factors.contains(key);
    }

    /** {@code .NAME} or {@code ['NAME']}. */
    private String key() {
        String key;
        if (takeSymbol('.')) {
            key = take(NAME);
        } else {
            require('[');
            key = string();
            require(']');
        }
        if (key == null) {
            throw expected("a name");
        }
        return key;
    }

    /** One text in quotes, or several one after the other, which Python joins; null where there is none. */
    private @Nullable String string() {
        String quoted = take(STRING);
        if (quoted == null) {
            return null;
        }
        StringBuilder joined = new StringBuilder();
        for (; quoted != null; quoted = take(STRING)) {
            joined.append(unescape(quoted));
        }
        return joined.toString();
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw expected("at most " + MAX_DEPTH + " levels of not and parentheses");
        }
    }

    private boolean takeWord(String word) {
        int before = position;
        if (word.equals(take(NAME))) {
            return true;
        }
        position = before;
        return false;
    }

    private void require(char symbol) {
        if (!takeSymbol(symbol)) {
            throw expected("'" + symbol + "'");
        }
    }

    private boolean takeSymbol(char symbol) {
        take(BLANKS);
        if (position < text.length() && text.charAt(position) == symbol) {
            position++;
            take(BLANKS);
            return true;
        }
        return false;
    }

    private @Nullable String take(Pattern token) {
        position = endOf(BLANKS, position);
        int end = endOf(token, position);
        if (end < 0) {
            return null;
        }
        String taken = text.substring(position, end);
        position = endOf(BLANKS, end);
        return taken;
    }

    /** Where a token that begins here ends; -1 if none does. */
    private int endOf(Pattern token, int start) {
        Matcher match = token.matcher(text).region(start, text.length());
        return match.lookingAt() ? match.end() : -1;
    }

    private static boolean isTrue(Object value) {
        return value instanceof Boolean bool ? bool : !((String) value).isEmpty();
    }

    private static String unescape(String quoted) {
        return quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(['\"\\\\])", "$1");
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException(
                "expected " + what + " at column " + (position + 1) + " of the condition \"" + text + "\"");
    }
}
