package io.github.toxmatrix.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.environment.Provisioned;
import io.github.toxmatrix.environment.pin.SharedChange;
import io.github.toxmatrix.result.EnvironmentResult;
import io.github.toxmatrix.result.EnvironmentResult.Status;
import io.github.toxmatrix.result.Outcome;
import io.github.toxmatrix.result.TestCase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run tells of how its environment was made, of the room for it, and of the files that it shares. */
class MadeEnvironmentTest extends ScriptedEnvironmentCase {

    @Test
    void aFailedProvisioningIsAFailedTestAndNothingRuns() throws Exception {
        provisioned = new Provisioned.Failed("no such release");
        EnvironmentResult result = run("commands = append never");
        assertThat(result.status()).isEqualTo(Status.FAILED);
        assertThat(told.failure("provision: deps").message()).isEqualTo("no such release");
        assertThat(told.outcomes).hasSize(1);
    }

    @Test
    void aSkippedEnvironmentIsASkippedTest() throws Exception {
        provisioned = new Provisioned.Skipped("no python3.4");
        assertThat(run("commands = append never").status()).isEqualTo(Status.SKIPPED);
        assertThat(told.outcomes).containsValue(new Outcome.Skipped("no python3.4"));
    }

    @Test
    void aCommandThatFindsNoRoomHasTheVolumeNamedBesides() throws Exception {
        program("fill", "echo 'OSError: [Errno 28] No space left on device'; exit 1");
        EnvironmentResult result = run("commands = fill");
        assertThat(result.failures()).extracting(TestCase::name).containsExactly("commands[0] fill", "provision: room");
        assertThat(told.failure("provision: room").message()).isEqualTo("no space is left on /dev/shm");
    }

    @Test
    void aChangeOfSharedFilesThatOthersMayHaveSeenFailsTheEnvironment() throws Exception {
        changes = List.of(new SharedChange("attr/__init__.py was written into, and shared with py312", true));

        EnvironmentResult result = run("commands = say hello");

        assertThat(told.outcomes.get("provision: shared files"))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.toString())
                        .contains("py312"));
        assertThat(result.status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aChangeOfSharedFilesThatNobodyElseSawIsTold() throws Exception {
        changes = List.of(new SharedChange("attr/__init__.py was written into", false));

        EnvironmentResult result = run("commands = say hello");

        assertThat(told.outcomes)
                .containsEntry("provision: shared files", new Outcome.Aborted("attr/__init__.py was written into"));
        assertThat(result.status()).isEqualTo(Status.PASSED);
    }
}
