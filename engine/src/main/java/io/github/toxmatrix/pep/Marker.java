package io.github.toxmatrix.pep;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An environment marker: the condition behind the {@code ;} of a requirement (PEP 508) or of a {@code set_env} line,
 * such as {@code python_version < "3.9" and sys_platform == "win32"}.
 */
public sealed interface Marker {

    /**
     * Reads a marker.
     *
     * @throws IllegalArgumentException if it is none; the message shows where and says what was expected
     */
    static Marker parse(String text) {
        return new MarkerParser(text).parse();
    }

    /**
     * Whether the marker holds.
     *
     * @param environment the values of the variables by their PEP 508 names ({@code os_name}, {@code sys_platform},
     *     {@code platform_machine}, {@code python_version} ...); {@code extra} is empty where it is missing
     * @throws IllegalArgumentException if a variable has no value, or if two values cannot be compared
     */
    boolean holds(Map<String, String> environment);

    /** In the spelling of Python's packaging: literals in double quotes. */
    String text();

    /** Both hold. */
    record And(List<Marker> operands) implements Marker {

        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean holds(Map<String, String> environment) {
            return operands.stream().allMatch(operand -> operand.holds(environment));
        }

        @Override
        public String text() {
            return operands.stream().map(Marker::text).collect(Collectors.joining(" and "));
        }
    }

    /** One of them holds. */
    record Or(List<Marker> operands) implements Marker {

        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean holds(Map<String, String> environment) {
            return operands.stream().anyMatch(operand -> operand.holds(environment));
        }

        @Override
        public String text() {
            return operands.stream().map(Marker::text).collect(Collectors.joining(" or "));
        }
    }

    /** What stands in parentheses, kept for the text. */
    record Group(Marker operand) implements Marker {

        @Override
        public boolean holds(Map<String, String> environment) {
            return operand.holds(environment);
        }

        @Override
        public String text() {
            return "(" + operand.text() + ")";
        }
    }

    /**
     * A comparison; one side is a variable.
     *
     * @param operator a PEP 440 comparison, {@code in} or {@code not in}
     */
    record Comparison(Operand left, String operator, Operand right) implements Marker {

        private static final Set<String> VERSIONS =
                Set.of("implementation_version", "platform_release", "python_full_version", "python_version");

        @Override
        public boolean holds(Map<String, String> environment) {
            String variable = left instanceof Variable name ? name.name() : ((Variable) right).name();
            String leftValue = value(left, environment, variable);
            String rightValue = value(right, environment, variable);
            if (VERSIONS.contains(variable)) {
                Optional<VersionSpecifier> specifier = VersionSpecifier.parse(operator + rightValue);
                if (specifier.isPresent()) {
                    return specifier.get().contains(leftValue);
                }
            }
            return switch (operator) {
                case "==", "<=", ">=" -> leftValue.equals(rightValue);
                case "!=" -> !leftValue.equals(rightValue);
                case "in" -> rightValue.contains(leftValue);
                case "not in" -> !rightValue.contains(leftValue);
                // text has no order, so that nothing is less or greater
                case "<", ">" -> false;
                default ->
                    throw new IllegalArgumentException(
                            "cannot compare '" + leftValue + "' " + operator + " '" + rightValue + "'");
            };
        }

        @Override
        public String text() {
            return written(left) + " " + operator + " " + written(right);
        }

        private static String written(Operand operand) {
            return operand instanceof Literal ? '"' + operand.text() + '"' : operand.text();
        }

        private static String value(Operand operand, Map<String, String> environment, String variable) {
            String value = operand instanceof Variable name ? lookUp(name.name(), environment) : operand.text();
            return variable.equals("extra") ? NormalizedName.of(value) : value;
        }

        private static String lookUp(String name, Map<String, String> environment) {
            String value = environment.get(name);
            if (value == null && name.equals("extra")) {
                return "";
            }
            if (value == null) {
                throw new IllegalArgumentException("the marker variable " + name + " has no value here");
            }
            // an interpreter built from a source tree says 3.13.0+, which PEP 440 does not know
            return name.equals("python_full_version") && value.endsWith("+") ? value + "local" : value;
        }
    }

    /** One side of a comparison. */
    sealed interface Operand {

        /** The name of a variable, or a text without its quotes. */
        String text();
    }

    /** A variable by its PEP 508 name. */
    record Variable(String name) implements Operand {

        @Override
        public String text() {
            return name;
        }
    }

    /** A quoted text. */
    record Literal(String text) implements Operand {}
}
