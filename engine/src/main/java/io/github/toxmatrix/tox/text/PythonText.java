package io.github.toxmatrix.tox.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Values as Python writes them, which is how tox prints numbers and what went wrong. */
public final class PythonText {

    private PythonText() {}

    /** {@code repr} of a text. */
    public static String repr(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder repr = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> append(repr, c, quote));
        return repr.append(quote).toString();
    }

    /** {@code repr} of a value of a TOML file. */
    public static String repr(Object tree) {
        if (tree instanceof String text) {
            return repr(text);
        }
        if (tree instanceof Boolean flag) {
            return flag ? "True" : "False";
        }
        if (tree instanceof Double number) {
            return repr(number.doubleValue());
        }
        if (tree instanceof List<?> list) {
            return list.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
        }
        if (tree instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(tree);
    }

    /** The name of the type of a value of a TOML file. */
    public static String type(Object tree) {
        return tree instanceof String
                ? "str"
                : tree instanceof Boolean
                        ? "bool"
                        : tree instanceof Double
                                ? "float"
                                : tree instanceof Number
                                        ? "int"
                                        : tree instanceof List<?>
                                                ? "list"
                                                : tree instanceof Map<?, ?> ? "dict" : "date";
    }

    /** {@code repr} of a float: an exponent only where the number is very large or small. */
    public static String repr(double number) {
        double size = Math.abs(number);
        if (size == 0 || (size >= 1e-4 && size < 1e16)) {
            String plain = new BigDecimal(Double.toString(number)).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        String[] parts = Double.toString(number).split("E", -1);
        String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        int exponent = Integer.parseInt(parts[1]);
        return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static void append(StringBuilder repr, int c, char quote) {
        switch (c) {
            case '\n' -> repr.append("\\n");
            case '\r' -> repr.append("\\r");
            case '\t' -> repr.append("\\t");
            case '\\' -> repr.append("\\\\");
            default -> {
                if (c == quote) {
                    repr.append('\\').append(quote);
                } else if (isPrintable(c)) {
                    repr.appendCodePoint(c);
                } else {
                    repr.append((c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c));
                }
            }
        }
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
