package io.github.toxmatrix.index.setting;

import io.github.toxmatrix.interpreter.ShortProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The index that an installer uses where nobody has configured one, as its own help says it. */
public final class DefaultIndex {

    private static final Pattern OF_PIP = Pattern.compile("--index-url <url>[^(]*\\(default\\s+([^\\s)]+)\\)");
    private static final Pattern OF_UV = Pattern.compile("--default-index <[^>]*>[^<]*\\(by default: <([^>]+)>\\)");

    private DefaultIndex() {}

    /**
     * That of pip.
     *
     * @param python whose pip
     * @throws IOException if it does not say
     */
    public static String ofPip(Path python, Map<String, String> environ) throws IOException {
        Map<String, String> plain = new HashMap<>(environ);
        plain.keySet().removeIf(name -> name.startsWith("PIP_"));
        return ask(
                List.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "--disable-pip-version-check",
                        "--isolated",
                        "install",
                        "--help"),
                plain,
                DefaultIndex::inHelpOfPip);
    }

    /** That of uv. */
    public static String ofUv(Path uv, Map<String, String> environ) throws IOException {
        return ask(
                List.of(uv.toString(), "--color", "never", "pip", "install", "--help"),
                environ,
                DefaultIndex::inHelpOfUv);
    }

    private static String ask(
            List<String> command, Map<String, String> environ, Function<String, Optional<String>> reader)
            throws IOException {
        return ShortProcess.run(command, environ)
                .flatMap(reader)
                .orElseThrow(() ->
                        new IOException("`" + String.join(" ", command) + "` does not say which index is the default"));
    }

    static Optional<String> inHelpOfPip(String help) {
        return in(help, OF_PIP);
    }

    static Optional<String> inHelpOfUv(String help) {
        return in(help, OF_UV);
    }

    /** Both break the lines of their help where they like. */
    private static Optional<String> in(String help, Pattern pattern) {
        Matcher matcher = pattern.matcher(help.replaceAll("\\s+", " "));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
