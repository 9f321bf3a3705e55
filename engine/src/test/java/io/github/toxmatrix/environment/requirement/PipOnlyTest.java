package io.github.toxmatrix.environment.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipOnlyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-e git+https://example.org/thing.git#egg=thing",
                "--editable=git+file:///somewhere#egg=thing",
                "-e thing @ git+https://example.org/thing.git",
                "hg+https://example.org/thing",
                "thing @ svn+https://example.org/thing",
                "thing --config-settings=a=b",
                "thing -C a=b  # for its backend",
                "thing==1 --global-option=\"--no-cython\"",
                "--prefer-binary",
                "--use-feature=fast-deps"
            })
    void uvDoesNotTakeIt(String line) throws Exception {
        assertThat(PipOnly.in(List.of("pytest", line), folder)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git+https://example.org/thing.git",
                "thing @ git+ssh://git@example.org/thing.git@v1",
                "-e .",
                "-e ./thing[more]",
                "--pre",
                "--trusted-host example.org",
                "-r missing.txt",
                "-r https://example.org/requirements.txt",
                "thing-C",
                "# -e git+https://example.org/thing.git"
            })
    void uvTakesIt(String line) throws Exception {
        assertThat(PipOnly.in(List.of("pytest", line), folder)).isEmpty();
    }

    @Test
    void filesAreReadWithTheFilesTheyNameAndOptionsThatUvPassesOverThere() throws Exception {
        Files.createDirectory(folder.resolve("more"));
        Files.writeString(folder.resolve("req.txt"), "pytest\n-r more/nested.txt\n-r req.txt\n");
        Files.writeString(folder.resolve("more/nested.txt"), "six\n-c other.txt\n");
        Path other = Files.writeString(folder.resolve("more/other.txt"), "six\n");
        assertThat(PipOnly.in(List.of("-r req.txt"), folder)).isEmpty();

        Files.writeString(other, "--pre\n");
        assertThat(PipOnly.in(List.of("-r req.txt"), folder)).contains("--pre");

        Files.writeString(other, "thing \\\n  --config-settings=a=b\n");
        assertThat(PipOnly.in(List.of("-r req.txt"), folder)).isPresent();
    }

    @Test
    void requirementsWithOptionsGoIntoAFile() throws Exception {
        Path file = folder.resolve("options.txt");
        assertThat(PipOnly.optionsToFile(List.of("six", "thing -C a=b"), file)).containsExactly("six", "-r " + file);
        assertThat(file).hasContent("thing -C a=b\n");
    }
}
