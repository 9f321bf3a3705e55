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

class PinsCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        return Main.run(
                args,
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String file(String name, String environment, String release) throws IOException {
        String text =
                """
                format = 1

                [environments.%s]
                python = "cpython 3.11.7, linux x86_64"
                resolved = 2026-01-02T03:04:05Z
                pins = ["%s"]
                """
                        .formatted(environment, release);
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void showsTheDifferenceOfTwoRuns() throws Exception {
        String before = file("a.toml", "py311", "attrs==23.1.0");

        assertThat(run("pins", "diff", before, file("b.toml", "py311", "attrs==23.2.0")))
                .isEqualTo(1);
        assertThat(out).hasToString("attrs 23.1.0 -> 23.2.0 in py311\n");
        assertThat(run("pins", "diff", before, before)).isZero();
    }

    @Test
    void unitesShards() throws Exception {
        String all = folder.resolve("all.toml").toString();
        String first = file("a.toml", "py311", "attrs==23.1.0");
        String second = file("b.toml", "py312", "attrs==23.1.0");

        assertThat(run("pins", "merge", "-o", all, first, second)).isZero();
        assertThat(out).hasToString(all + ": pins of 2 environments\n");
        assertThat(run("pins", "diff", all, first)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("only in " + all + ": py312\n");
    }

    @Test
    void refusesShardsThatContradictEachOther() throws Exception {
        String output = folder.resolve("all.toml").toString();
        String first = file("a.toml", "py311", "attrs==23.1.0");
        String second = file("b.toml", "py311", "attrs==23.2.0");

        assertThat(run("pins", "merge", "-o", output, first, second)).isEqualTo(ExitCode.HANDLED_ERROR);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(second + " and a file before it: environment py311 is in both, and not the same");
        assertThat(Path.of(output)).doesNotExist();
    }

    @Test
    void namesAFileThatIsNone() {
        assertThat(run("pins", "diff", folder.resolve("a").toString(), "b")).isEqualTo(ExitCode.HANDLED_ERROR);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("there is no file of pins at " + folder.resolve("a"));
    }
}
