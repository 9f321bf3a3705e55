package io.github.toxmatrix.tox.setting;

import io.github.toxmatrix.tox.text.ShellWords;
import io.github.toxmatrix.tox.value.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What comes in the place of a reference. */
public sealed interface Replacement {

    /**
     * @param raw whether it is text of the configuration or of the process's environment, whose references are replaced too
     * @param arguments the arguments it stands for, if it does: they are quoted where a command wants them apart
     */
    record Text(String text, boolean raw, List<String> arguments) implements Replacement {

        public Text {
            arguments = List.copyOf(arguments);
        }

        /** The arguments, each quoted where it has to be; the lines of a list stay lines. */
        public String quoted() {
            return arguments.stream()
                    .map(ShellWords::quote)
                    .collect(Collectors.joining(text.contains("\n") ? "\n" : " "));
        }

        /** A setting, of which a command keeps paths and the entries of lists apart (tox's {@code config/loader/stringify.py}). */
        public static <T> Text ofSetting(Key<T> key, T value) {
            return new Text(key.type().print(value), false, arguments(key, value));
        }

        private static List<String> arguments(Key<?> key, Object value) {
            if (value instanceof Path || (value instanceof String && key.isConstant())) {
                return List.of(value.toString());
            }
            return key.type() == ValueType.LIST || key.type() == ValueType.LIST_OR_TEXT
                    ? ((List<?>) value).stream().map(String::valueOf).toList()
                    : List.of();
        }

        public static Text resolved(String text) {
            return new Text(text, false, List.of());
        }

        public static Text raw(String text) {
            return new Text(text, true, List.of());
        }
    }

    /**
     * What is written in the reference itself.
     *
     * @param from the first argument of it
     * @param to the one after the last
     * @param text where the arguments do not tell: a section's name may hold a colon too
     */
    record Default(int from, int to, Optional<String> text) implements Replacement {

        public Default(int from, int to) {
            this(from, to, Optional.empty());
        }

        /** What follows the key in a reference of an INI file; a command takes the arguments after the first all the same. */
        public static Default ofSetting(String text) {
            return new Default(1, Integer.MAX_VALUE, Optional.of(text));
        }
    }
}
