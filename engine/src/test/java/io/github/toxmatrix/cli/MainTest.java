package io.github.toxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.Constants;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line as a user has it; what is expected is what tox 4 answers. */
class MainTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void configure() throws Exception {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = py311-{old,new}, lint

                [testenv]
                description = tests with
                    new: the new one

                [testenv:lint]
                description =

                [testenv:docs]
                description = write the docs
                """);
    }

    @Test
    void listsEnvironmentsWithDescriptions() {
        assertThat(run("list", "-c", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(printed())
                .isEqualTo(
                        """
                        default environments:
                        py311-old -> tests with
                        py311-new -> tests with the new one
                        lint      -> [no description]

                        additional environments:
                        docs      -> write the docs
                        """);
    }

    @Test
    void listsNamesAlone() {
        assertThat(run("list", "--no-desc", "-c", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(printed()).isEqualTo("py311-old\npy311-new\nlint\ndocs\n");
    }

    @Test
    void listsTheDefaultOnesAlone() {
        assertThat(run("list", "-d", "--no-desc", "-c", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(printed()).isEqualTo("py311-old\npy311-new\nlint\n");
    }

    /** Any Python 3 will do for those that say nothing of it. */
    @Test
    void listsThoseThatDoTheSameWork() throws Exception {
        Files.writeString(
                folder.resolve("tox.ini"),
                """
                [tox]
                env_list = a, b, c, d, gone
                [testenv]
                commands =
                    a, c, gone: pytest
                    b, d: pytest tests
                base_python =
                    gone: python9.9
                """);

        assertThat(run("list", "--duplicates", "-c", folder.toString())).isEqualTo(ExitCode.OK);
        assertThat(printed())
                .isEqualTo(
                        """
                        a, c
                        b, d
                        2 of 4 environments do the work of another one; not compared, without an interpreter here or not to be read: 1
                        """);
    }

    @Test
    void listsByFactorsOfOneUseAndOfSeveral() {
        assertThat(run("list", "-f", "py311", "new", "-f", "docs", "--no-desc", "-c", folder.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(printed()).isEqualTo("py311-new\ndocs\n");
    }

    @Test
    void namesTheEnvironmentThatIsNearToAnUnknownOne() {
        assertThat(run("run", "-e", "lint,dcs", "-c", folder.toString())).isEqualTo(ExitCode.HANDLED_ERROR);
        assertThat(complaints())
                .isEqualTo(
                        """
                ROOT: HandledError| provided environments not found in configuration file:
                dcs - did you mean docs?
                """);
    }

    @Test
    void namesTheFactorsThatNoEnvironmentHas() {
        assertThat(run("run", "-f", "py311", "nwe", "-f", "zzzzzz", "-c", folder.toString()))
                .isEqualTo(ExitCode.HANDLED_ERROR);
        assertThat(complaints())
                .isEqualTo("ROOT: HandledError| no environment of " + folder.resolve("tox.ini")
                        + " was selected: nothing to run\n"
                        + "nwe - no environment has this factor; did you mean new?\n"
                        + "zzzzzz - no environment has this factor\n");
    }

    @Test
    void blamesNoFactorWhereOnlyTheCombinationIsNotThere() {
        assertThat(run("run", "-f", "lint", "new", "-c", folder.toString())).isEqualTo(ExitCode.HANDLED_ERROR);
        assertThat(complaints()).endsWith("was selected: nothing to run\n");
    }

    @Test
    void saysThatThereIsNoSuchConfiguration() {
        assertThat(run("list", "-c", folder.resolve("absent").toString())).isEqualTo(ExitCode.HANDLED_ERROR);
        assertThat(complaints())
                .isEqualTo("ROOT: HandledError| config file " + folder.resolve("absent") + " does not exist\n");
    }

    @Test
    void endsWithToxsCodeForUnknownArguments() {
        assertThat(run("list", "--bogus")).isEqualTo(ExitCode.HANDLED_ERROR);
        assertThat(complaints())
                .isEqualTo(
                        """
                        ROOT: HandledError| unrecognized arguments: --bogus
                        hint: if you tried to pass arguments to a command use -- to separate them from tox ones
                        """);
    }

    @Test
    void endsAsArgparseForAnOptionWithoutItsValue() {
        assertThat(run("list", "-c")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("-c");
    }

    @ParameterizedTest
    @CsvSource({
        "--shard, 5/4, 5/4 is not a shard: the first number goes from 1 to the second",
        "--shard, x, 'x' is not a shard",
        "-p, x, 'it is a number, auto or all, not x'",
        "-p, -1, 'it is a number, auto or all, not -1'",
        "-s, maybe, 'it is config, true or false, not maybe'",
        "--runner, wizard, 'it is native, tox, or tox:ENVS for some environments, not wizard'",
        "-x, foo, override foo has no = sign in it",
        "--installpkg, absent.whl, absent.whl does not exist",
        "--installpkg, /, / is not a file",
    })
    void endsAsArgparseForAValueThatIsNone(String option, String value, String problem) {
        assertThat(run("run", "-c", folder.toString(), option + "=" + value)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("ROOT: argument " + option + ": ")
                .contains(problem));
        assertThat(printed()).isEmpty();
    }

    @Test
    void tellsAParameterThatCannotBeReadAsWhatCannotBeRead() {
        assertThat(run("run", "-c", folder.toString(), "--runner", "tox:nothing-of-that-name"))
                .isEqualTo(ExitCode.HANDLED_ERROR);
        assertThat(printed()).doesNotContain("io.github.toxmatrix").contains("nothing-of-that-name");
    }

    @Test
    void runsWithTheOptionsThatChangeTheConfiguration() {
        String other = folder.resolve("other").toString();
        String work = folder.resolve("work").toString();
        assertThat(run(
                        "run",
                        "-e",
                        "lint",
                        "-c",
                        folder.toString(),
                        "-x",
                        "testenv:lint.runner={tox_root}=OR={work_dir}",
                        "--root",
                        other,
                        "--workdir",
                        work))
                .isEqualTo(ExitCode.FAILED);
        assertThat(printed()).contains("runner = " + other + "=OR=" + work);
    }

    @Test
    void hearsASystemPropertyWhereNoOptionSaysOtherwise() {
        System.setProperty(Constants.PINS_OUTPUT, " ");
        try {
            assertThat(run("run", "-e", "lint", "-c", folder.toString())).isEqualTo(ExitCode.HANDLED_ERROR);
        } finally {
            System.clearProperty(Constants.PINS_OUTPUT);
        }
        assertThat(printed()).contains(Constants.PINS_OUTPUT).contains("it is empty");
    }

    private int run(String... words) {
        return Main.run(
                words,
                System.getenv(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaints() {
        return printed().replace("\r\n", "\n");
    }
}
