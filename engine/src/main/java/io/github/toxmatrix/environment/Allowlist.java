package io.github.toxmatrix.environment;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which programs a command may call: those of the environment and those that {@code allowlist_externals} names (tox's
 * {@code execute/local_sub_process}).
 *
 * @param scripts the folder of the environment's own programs
 * @param globs as Python's {@code fnmatch} reads them, for the program as written or for its whole path
 */
public record Allowlist(Path scripts, List<String> globs) {

    private static final boolean WINDOWS = File.separatorChar == '\\';

    /**
     * @param program as the command names it
     * @param file where it was found
     */
    public boolean allows(String program, Path file) {
        return normal(file.toString()).startsWith(normal(scripts.toAbsolutePath() + File.separator))
                || globs.stream()
                        .map(glob -> pattern(normal(glob.strip())))
                        .anyMatch(glob -> glob.matcher(normal(program)).matches()
                                || glob.matcher(normal(file.toString())).matches());
    }

    /** The environment's own program of this name, if the system does not start it. */
    public Optional<Path> unstartable(String program) {
        if (program.indexOf('/') >= 0 || program.indexOf(File.separatorChar) >= 0) {
            return Optional.empty();
        }
        Path own = scripts.resolve(program);
        return Files.isRegularFile(own) && !Files.isExecutable(own) ? Optional.of(own) : Optional.empty();
    }

    private static String normal(String path) {
        return WINDOWS ? path.replace('/', '\\').toLowerCase(Locale.ROOT) : path;
    }

    /** {@code *} stands for any characters, separators included; {@code ?} and {@code [...]} for one. */
    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            int close = c == '[' ? glob.indexOf(']', at + (glob.startsWith("[!", at) ? 3 : 2)) : -1;
            if (close > 0) {
                regex.append(oneOf(glob.substring(at + 1, close)));
                at = close + 1;
                continue;
            }
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            at++;
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String oneOf(String set) {
        boolean not = set.startsWith("!");
        String characters = (not ? set.substring(1) : set).replaceAll("([\\\\\\[\\]&^])", "\\\\$1");
        return "[" + (not ? "^" : "") + characters + "]";
    }
}
