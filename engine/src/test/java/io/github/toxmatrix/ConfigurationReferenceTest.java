package io.github.toxmatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md is made from the Javadoc of {@link Constants}; {@code -Dreference.write=true} writes it anew.
 */
class ConfigurationReferenceTest {

    private static final Path SOURCE = Path.of("src/main/java/io/github/toxmatrix/Constants.java");
    private static final Path REFERENCE = Path.of("../docs/configuration.md");
    private static final Pattern CONSTANT = Pattern.compile(
            "/\\*\\*(?<javadoc>(?:[^*]|\\*(?!/))*)\\*/\\s*public static final String (?<field>\\w+) = \"(?<name>[^\"]+)\";");

    @Test
    void theReferenceSaysWhatTheConstantsSay() throws IOException {
        String expected = render(Files.readString(SOURCE));
        if (Boolean.getBoolean("reference.write")) {
            Files.writeString(REFERENCE, expected);
        }

        assertThat(REFERENCE).hasContent(expected).content().doesNotContain("{@");
    }

    @Test
    void everyConstantIsDocumented() throws IOException {
        long constants = Arrays.stream(Constants.class.getFields())
                .filter(field -> field.getType() == String.class)
                .count();

        assertThat(CONSTANT.matcher(Files.readString(SOURCE)).results().count()).isEqualTo(constants);
    }

    private static String render(String source) {
        Map<String, String> rows = new TreeMap<>();
        CONSTANT.matcher(source).results().forEach(match -> rows.put(match.group(3), text(match)));
        return "# Configuration parameters\n\n"
                + "As a system property of the build (`mvn test -Dmatrix.envs=py311`) or of the program (`tox-matrix.jar run\n"
                + "-Dmatrix.place=disk`), in `junit-platform.properties`, or from a launcher. Made from the Javadoc of `Constants`.\n\n"
                + "| parameter | meaning |\n|---|---|\n"
                + rows.entrySet().stream()
                        .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String text(MatchResult match) {
        return match.group(1)
                .replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("\\{@value}\\{@code ([^}]*)}", "`" + match.group(3) + "$1`")
                .replaceAll("\\{@value}", "`" + match.group(3) + "`")
                .replaceAll("\\{@code\\s+((?:[^{}]|\\{[^}]*})*)}", "`$1`")
                .replaceAll("\\{@link (?:[^}# ]*#)?([^}(]*)(?:\\([^}]*\\))?}", "`$1`")
                .replaceAll("<p>", "")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }
}
