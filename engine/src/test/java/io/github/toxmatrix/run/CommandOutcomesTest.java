package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import org.junit.jupiter.api.Test;

/** When a command that ends badly is a failure, and of what: prefixes, further attempts, {@code ignore_outcome}. */
class CommandOutcomesTest extends ScriptedEnvironmentCase {

    @Test
    void aDashIgnoresAFailure() throws Exception {
        EnvironmentResult result = run("commands =", "    - fail", "    append on");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(told.outcomes.get("commands[0] fail")).isInstanceOf(Outcome.Aborted.class);
        assertThat(log()).isEqualTo("on");
    }

    @Test
    void anExclamationMarkWantsAFailure() throws Exception {
        assertThat(run("commands = ! fail").status()).isEqualTo(Status.PASSED);
        assertThat(told.outcomes).containsEntry("commands[0] fail", Outcome.passed());
        EnvironmentResult result = run("commands = ! say yes");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("commands[0] say yes").message()).contains("succeeded", "prefix !");
    }

    @Test
    void ignoreOutcomeMakesNoFailure() throws Exception {
        EnvironmentResult result = run("ignore_outcome = true", "commands = fail");
        assertThat(result.status()).isEqualTo(Status.IGNORED_FAILURE);
        assertThat(result.failures()).isEmpty();
        assertThat(told.outcomes.get("commands[0] fail")).isInstanceOf(Outcome.Aborted.class);
    }

    @Test
    void commandsRetryRunsAFailedCommandAgainAndCountsItsLastAttempt() throws Exception {
        program("third", "echo try >> tries; test $(wc -l < tries) -ge 3");
        EnvironmentResult result = run("change_dir = " + folder, "commands_retry = 2", "commands = third");
        assertThat(result.status()).isEqualTo(Status.PASSED);
        assertThat(told.outcomes.get("commands[0] third")).isInstanceOf(Outcome.Aborted.class);
        assertThat(told.outcomes.get("commands[0] attempt 2 third")).isInstanceOf(Outcome.Aborted.class);
        assertThat(told.outcomes).containsEntry("commands[0] attempt 3 third", Outcome.passed());
    }

    @Test
    void aCommandThatFailsInEveryAttemptFails() throws Exception {
        EnvironmentResult result = run("commands_retry = 1", "commands =", "    fail", "    - fail 2");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(result.failures()).extracting(TestCase::name).containsExactly("commands[0] attempt 2 fail");
    }
}
