package io.github.toxmatrix.run;

import io.github.toxmatrix.tox.text.Command;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command for people to read, without the passwords in its URLs. */
final class CommandText {

    private static final int LIMIT = 160;
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./\\[\\]-]+");
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+(?=@)");
    private static final Pattern PYTEST = Pattern.compile("(.*[^a-z])?py\\.?test([^a-z].*)?", Pattern.DOTALL);

    private CommandText() {}

    /** As a POSIX shell would take it. */
    static String of(Command command) {
        String words = command.args().stream().map(CommandText::word).collect(Collectors.joining(" "));
        return USER_INFO.matcher(words).replaceAll("***");
    }

    /** In one line that is not too long for a name. */
    static String shortened(Command command) {
        String line = of(command).replaceAll("\\s+", " ");
        return line.length() <= LIMIT ? line : line.substring(0, LIMIT - 1) + "…";
    }

    /** Whether it says that it calls pytest. Others may, too, in a script. */
    static boolean mentionsPytest(Command command) {
        return command.args().stream().anyMatch(word -> PYTEST.matcher(word).matches());
    }

    private static String word(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\"'\"'") + "'";
    }
}
