package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which programs an environment runs, and where. */
class CommandProgramsTest extends ScriptedEnvironmentCase {

    @Test
    void aProgramFromOutsideHasToBeAllowed() throws Exception {
        EnvironmentResult result = run("ignore_errors = true", "commands =", "    - sh -c true", "    append never");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("commands[0] sh -c true").message())
                .contains("sh is not a program", "allowlist_externals");
        assertThat(folder.resolve("log")).doesNotExist();
        told.outcomes.clear();
        assertThat(run("allowlist_externals = sh", "commands = sh -c true").status())
                .isEqualTo(Status.PASSED);
        told.outcomes.clear();
        assertThat(run("allowlist_externals = */s[gh]", "commands = sh -c true").status())
                .isEqualTo(Status.PASSED);
    }

    /** As is so on a volume that is mounted without it ({@code noexec}), whoever else has a program of that name. */
    @ParameterizedTest
    @ValueSource(strings = {"sh", "only-here"})
    void aProgramOfTheEnvironmentThatTheSystemDoesNotStartIsNotSaidToBeMissing(String name) throws Exception {
        Path own = Files.writeString(folder.resolve("env/bin").resolve(name), "#!/bin/sh\n");
        run("commands = " + name + " -c true");
        assertThat(told.failure("commands[0] " + name + " -c true").message())
                .contains(own.toString(), "may not be started", "noexec", "matrix.place")
                .doesNotContain("allowlist_externals");
    }

    @Test
    void aProgramThatDoesNotExistIsNamed() throws Exception {
        EnvironmentResult result = run("commands = ! no-such-program");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("commands[0] no-such-program").message()).contains("no-such-program", "not on PATH");
    }

    @Test
    void changeDirIsMade() throws Exception {
        assertThat(run("change_dir = a/b", "allowlist_externals = pwd", "commands = pwd")
                        .status())
                .isEqualTo(Status.PASSED);
        assertThat(told.outputs.get("commands[0] pwd").strip()).endsWith("a/b");
    }
}
