package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code list} and {@code config} say beside what tox prints. */
class NotesTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String notes(String command, String configuration) throws IOException {
        Files.writeString(folder.resolve("tox.ini"), configuration);
        int code = Main.run(
                new String[] {command, "-c", folder.toString()},
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(code).isEqualTo(ExitCode.OK);
        return err.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace(folder + "/", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "config"})
    void tellWhichEnvironmentsARunnerIsMissingFor(String command) throws IOException {
        assertThat(
                        notes(
                                command,
                                """
                        [tox]
                        env_list = a, b, c
                        [testenv]
                        runner = uv-venv-lock-runner
                        [testenv:b]
                        runner = virtualenv
                        """))
                .isEqualTo(
                        "runner = uv-venv-lock-runner: this runner is not known here, and these environments are shown"
                                + " as if virtualenv ran them: a, c\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("a").contains("c");
    }

    @Test
    void tellWhichPluginIsRequired() throws IOException {
        assertThat(notes("list", "[tox]\nrequires = tox-pdm\nenv_list = a\n"))
                .startsWith("tox.ini:2: requires = tox-pdm: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "config"})
    void tellWhichEnvironmentsHaveTheKeyOfAPlugin(String command) throws IOException {
        assertThat(
                        notes(
                                command,
                                """
                        [tox]
                        env_list = a, b, c
                        [testenv]
                        docker = postgres
                        [testenv:b]
                        conda_deps = numpy
                        """))
                .startsWith("tox.ini:4: docker: this key is one of tox-docker and not known here: a, b, c\n")
                .contains("tox.ini:6: conda_deps: this key is one of tox-conda and not known here: b\n");
    }

    @Test
    void tellOldSpellings() throws IOException {
        assertThat(notes("list", "[testenv]\nwhitelist_externals = make\n"))
                .startsWith("tox.ini:2: whitelist_externals: ");
    }

    @Test
    void areNoneOfAConfigurationThatSaysNothingOfTheKind() throws IOException {
        assertThat(notes("list", "[tox]\nrequires = tox>=4\nenv_list = a\n")).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("default environments:\na ");
    }
}
