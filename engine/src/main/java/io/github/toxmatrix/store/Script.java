package io.github.toxmatrix.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that starts with the path of its interpreter, and so is another text in each environment.
 *
 * @param interpreter from the environment's root, with slashes
 * @param arguments of the interpreter, with the space before them; mostly empty
 * @param body what follows the first line or, where a shell has to start it, the first three
 */
record Script(String interpreter, String arguments, String body) {

    /** What Linux reads of a first line is 255 characters, other systems less: the bound that installers keep to. */
    private static final int LONGEST_FIRST_LINE = 127;

    private static final Pattern DIRECT = Pattern.compile("#!(\\S+)( [^\\n]*)?\\r?\\n(.*)", Pattern.DOTALL);

    /** For paths that are too long or hold spaces; Python reads the first lines as one string. */
    private static final Pattern BY_SHELL = Pattern.compile(
            "#!/bin/sh\\r?\\n'''exec' ['\"]?([^'\"\\n]+?)['\"]?((?: [^'\"\\n]*)?) \"\\$0\" \"\\$@\"\\r?\\n' '''\\r?\\n(.*)",
            Pattern.DOTALL);

    /** Empty where it does not start with an interpreter of the environment. */
    static Optional<Script> parse(String text, String root) {
        Matcher match = BY_SHELL.matcher(text);
        if (!match.matches()) {
            match = DIRECT.matcher(text);
            if (!match.matches()) {
                return Optional.empty();
            }
        }
        String interpreter = match.group(1);
        if (!interpreter.startsWith(root + "/")) {
            return Optional.empty();
        }
        String arguments = match.group(2) == null ? "" : match.group(2);
        return Optional.of(new Script(interpreter.substring(root.length() + 1), arguments, match.group(3)));
    }

    /** The text in an environment. */
    String in(String root) {
        String path = root + "/" + interpreter;
        String line = "#!" + path + arguments;
        return path.indexOf(' ') < 0 && line.length() <= LONGEST_FIRST_LINE
                ? line + "\n" + body
                : "#!/bin/sh\n'''exec' \"" + path + "\"" + arguments + " \"$0\" \"$@\"\n' '''\n" + body;
    }
}
