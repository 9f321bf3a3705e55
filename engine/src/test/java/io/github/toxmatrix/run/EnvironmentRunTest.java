package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which order the commands of an environment run, and what keeps the others from running. */
class EnvironmentRunTest extends ScriptedEnvironmentCase {

    @Test
    void aCommandIsATestWithItsOutput() throws Exception {
        EnvironmentResult result = run("commands = say hello");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(told.outcomes).containsEntry("commands[0] say hello", Outcome.passed());
        assertThat(told.outputs).containsEntry("commands[0] say hello", "hello\n");
        assertThat(told.cases.get(0).position().orElseThrow().line()).isEqualTo(3);
    }

    @Test
    void aPasswordInAUrlIsNotShown() throws Exception {
        run("commands = say https://me:secret@host/x");
        assertThat(told.cases.get(0).name()).isEqualTo("commands[0] say https://***@host/x");
    }

    @Test
    void aFailedCommandStopsTheEnvironmentButForCommandsPost() throws Exception {
        EnvironmentResult result =
                run("commands =", "    fail 3", "    append never", "commands_post =", "    append post");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.failures()).extracting(TestCase::name).containsExactly("commands[0] fail 3");
        assertThat(told.failure("commands[0] fail 3").message()).isEqualTo("fail 3 exited with code 3");
        assertThat(told.failure("commands[0] fail 3").trace()).isEqualTo("broken\n");
        assertThat(log()).isEqualTo("post");
    }

    @Test
    void aFailedCommandsPreKeepsCommandsFromRunning() throws Exception {
        run("commands_pre = fail", "commands = append never", "commands_post = append post");
        assertThat(log()).isEqualTo("post");
    }

    @Test
    void ignoreErrorsRunsAllAndStillFails() throws Exception {
        EnvironmentResult result =
                run("ignore_errors = true", "commands_pre = fail", "commands =", "    fail", "    append on");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(log()).isEqualTo("on");
    }

    @Test
    void extraSetupCommandsComeFirstAndWithoutThemNothingRuns() throws Exception {
        run("extra_setup_commands = append setup", "commands_pre = append pre", "commands = append main");
        assertThat(log()).isEqualTo("setup pre main");
        EnvironmentResult result = run("extra_setup_commands = fail", "commands_post = append never");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(log()).isEqualTo("setup pre main");
    }

    @Test
    void withoutTestsNothingButTheSetupRuns() throws Exception {
        RunOptions notest = new RunOptions(Optional.empty(), true, Set.of(), Set.of());
        EnvironmentResult result = run(
                notest,
                "extra_setup_commands = append setup",
                "commands_pre = fail",
                "commands = fail",
                "commands_post = append never");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(log()).isEqualTo("setup");
        assertThat(told.outcomes)
                .containsEntry("provision: commands", new Outcome.Skipped("commands are not run (notest)"));
    }

    @Test
    void aLimitEndsTheEnvironmentWithoutItsCommandsPost() throws Exception {
        RunOptions options = new RunOptions(Optional.of(Duration.ofSeconds(1)), false, Set.of(), Set.of());
        EnvironmentResult result =
                run(options, "allowlist_externals = sleep", "commands = - sleep 600", "commands_post = append post");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("commands[0] sleep 600").message()).contains("time limit of 1 s");
        assertThat(folder.resolve("log")).doesNotExist();
    }
}
