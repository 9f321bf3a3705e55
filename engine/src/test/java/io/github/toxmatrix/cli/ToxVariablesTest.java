package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What variables of the calling process do to commands; what is expected is what tox 4.67 printed for the same calls. */
class ToxVariablesTest {

    @TempDir
    Path folder;

    private int code;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = a, b
                no_package = true

                [testenv]
                description = {env:TOX_FACTOR_x:none}
                """);
    }

    @Test
    void toxEnvChoosesWhatConfigShowsButNotWhatListLists() {
        assertThat(config(Map.of("TOXENV", "b"), "-k", "env_name")).isEqualTo("[testenv:b]\nenv_name = b\n");
        assertThat(list(Map.of("TOXENV", "b"))).isEqualTo("a\nb\n");
    }

    @Test
    void theSpellingWithTheUnderscoreIsAskedFirst() {
        assertThat(config(Map.of("TOX_ENV", "a", "TOXENV", "b"), "-k", "env_name"))
                .isEqualTo("[testenv:a]\nenv_name = a\n");
    }

    @Test
    void theOptionWinsOverTheVariable() {
        assertThat(config(Map.of("TOXENV", "b"), "-e", "a", "-k", "env_name")).isEqualTo("[testenv:a]\nenv_name = a\n");
    }

    @Test
    void toxSkipEnvSaysWhatItLeavesOut() {
        assertThat(list(Map.of("TOX_SKIP_ENV", "b"))).isEqualTo("ROOT: skip environment b, matches filter 'b'\na\n");
    }

    @Test
    void toxConfigFileNamesTheFile() throws IOException {
        Path other = Files.writeString(folder.resolve("other.ini"), "[tox]\nenv_list = c\n");

        assertThat(call(Map.of("TOX_CONFIG_FILE", other.toString()), "list", "--no-desc"))
                .isEqualTo("c\n");
    }

    @Test
    void toxConfigFileMayNotBeMissing() {
        assertThat(call(Map.of("TOX_CONFIG_FILE", "nope"), "list"))
                .isEqualTo("ROOT: HandledError| config file nope does not exist\n");
        assertThat(code).isEqualTo(ExitCode.HANDLED_ERROR);
    }

    @Test
    void toxWorkDirPlacesEnvironmentsAndItsOldSpellingDoesNot() {
        assertThat(config(Map.of("TOX_WORK_DIR", "/some/where"), "--core", "-k", "work_dir"))
                .endsWith("[tox]\nwork_dir = /some/where\n");
        assertThat(config(Map.of("TOXWORKDIR", "/some/where"), "--core", "-k", "work_dir"))
                .endsWith("[tox]\nwork_dir = " + folder.resolve(".tox") + "\n");
    }

    @Test
    void toxOverrideReplacesSettings() {
        assertThat(config(
                        Map.of("TOX_OVERRIDE", "testenv.description=hi;testenv.labels=l"),
                        "-k",
                        "description",
                        "labels"))
                .isEqualTo("[testenv:a]\ndescription = hi\nlabels = l\n\n[testenv:b]\ndescription = hi\nlabels = l\n");
    }

    @Test
    void toxOverrideIsIgnoredAsAWholeWhereOneOfItIsNoAssignmentAndThatIsSaid() {
        assertThat(config(Map.of("TOX_OVERRIDE", "testenv.description=hi;secret"), "-e", "a", "-k", "description"))
                .isEqualTo(
                        "ROOT: TOX_OVERRIDE is ignored, as tox ignores it: one of what it separates by ';' has no = sign"
                                + " in it\n[testenv:a]\ndescription = none\n");
    }

    @Test
    void otherVariablesAreSeenByReferencesAlone() {
        assertThat(config(Map.of("TOX_FACTOR_x", "9", "TOX_DESCRIPTION", "no"), "-e", "a", "-k", "description"))
                .isEqualTo("[testenv:a]\ndescription = 9\n");
    }

    private String list(Map<String, String> variables) {
        return call(variables, "list", "--no-desc", "-c", folder.toString());
    }

    private String config(Map<String, String> variables, String... words) {
        return call(
                variables,
                Stream.concat(Stream.of("config", "-c", folder.toString()), Arrays.stream(words))
                        .toArray(String[]::new));
    }

    private String call(Map<String, String> variables, String... words) {
        Map<String, String> environ = new HashMap<>(System.getenv());
        environ.keySet().removeIf(name -> name.startsWith("TOX"));
        environ.putAll(variables);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        code = Main.run(words, environ, print, print);
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
