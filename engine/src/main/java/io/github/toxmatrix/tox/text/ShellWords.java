package io.github.toxmatrix.tox.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Splits a line into arguments as Python's {@code shlex} does in POSIX mode, and joins them again. */
public final class ShellWords {

    private static final Pattern SAFE = Pattern.compile("[\\w@%+=:,./-]+");

    private ShellWords() {}

    /**
     * A command line of an INI file. A quote which is not closed makes the rest of the line one last argument
     * (tox's {@code str_convert.py to_command}).
     */
    public static Command command(String line) {
        List<String> words = words(line, true);
        if (words.isEmpty()) {
            throw new IllegalArgumentException(
                    "attempting to parse " + PythonText.repr(line) + " into a command failed");
        }
        String first = words.get(0);
        if (first.startsWith("-") && !first.equals("-")) {
            words.set(0, first.substring(1));
            words.add(0, "-");
        }
        return command(words);
    }

    /** The words of a command, the first of which may be {@code -} or {@code !}. */
    public static Command command(List<String> words) {
        boolean ignore = words.get(0).equals("-");
        boolean invert = words.get(0).equals("!");
        List<String> args = ignore || invert ? words.subList(1, words.size()) : words;
        if (args.isEmpty()) {
            throw new IllegalArgumentException("there is no command after " + words.get(0));
        }
        return new Command(args, ignore, invert);
    }

    /** @throws IllegalArgumentException where a quote is not closed */
    public static List<String> split(String line) {
        return words(line, false);
    }

    private static List<String> words(String line, boolean unclosed) {
        List<String> words = new ArrayList<>();
        int at = 0;
        int rest = 0; // after the blank that ended the last word
        int end = line.length();
        while (at < end) {
            if (isBlank(line.charAt(at))) {
                at++;
                continue;
            }
            StringBuilder word = new StringBuilder();
            at = readWord(line, at, word);
            if (at < 0 && !unclosed) {
                throw new IllegalArgumentException("a quote or a backslash ends nowhere in " + PythonText.repr(line));
            }
            if (at < 0) {
                words.add(line.substring(rest));
                return words;
            }
            rest = Math.min(at + 1, end);
            words.add(word.toString());
        }
        return words;
    }

    /** Returns where the word ends, or -1 where a quote or escape is not closed. */
    private static int readWord(String line, int start, StringBuilder word) {
        char quote = 0;
        int at = start;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (quote == 0 && isBlank(c)) {
                return at;
            }
            if (c == '\\' && quote != '\'') {
                if (at + 1 == line.length()) {
                    return -1;
                }
                char next = line.charAt(at + 1);
                if (quote == '"' && next != '"' && next != '\\') {
                    word.append(c);
                }
                word.append(next);
                at += 2;
                continue;
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
            at++;
        }
        return quote == 0 ? at : -1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    /** As it can be split again. */
    public static String print(Command command) {
        String prefix = command.ignoreExitCode() ? "- " : command.invertExitCode() ? "! " : "";
        return prefix + join(command.args());
    }

    /** As {@link #print} for a reference: lines are told apart before quotes are read. */
    public static String printOnOneLine(Command command) {
        return print(new Command(onOneLine(command.args()), command.ignoreExitCode(), command.invertExitCode()));
    }

    public static String joinOnOneLine(List<String> args) {
        return join(onOneLine(args));
    }

    private static List<String> onOneLine(List<String> args) {
        return args.stream()
                .map(arg -> arg.lines().collect(Collectors.joining(" ")))
                .toList();
    }

    public static String join(List<String> args) {
        return args.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    public static String quote(String arg) {
        if (SAFE.matcher(arg).matches()) {
            return arg;
        }
        return "'" + arg.replace("'", "'\"'\"'") + "'";
    }
}
