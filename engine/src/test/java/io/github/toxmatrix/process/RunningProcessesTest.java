package io.github.toxmatrix.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process gets its arguments and variables as they are, and gives its output and how it ended. */
class RunningProcessesTest extends ProcessesCase {

    @Test
    void givesTheExitCode() throws Exception {
        try (ProcessScope scope = scope()) {
            assertThat(run(scope, "sh", "-c", "exit 7")).isEqualTo(new ExitStatus(7, false));
            assertThat(run(scope, "sh", "-c", "true").isSuccess()).isTrue();
        }
    }

    @Test
    void givesTheSignalThatEndedIt() throws Exception {
        try (ProcessScope scope = scope()) {
            assertThat(run(scope, "sh", "-c", "kill -9 $$").code()).isEqualTo(128 + 9);
        }
    }

    @Test
    void tellsBothStreamsApart() throws Exception {
        Map<OutputSink.Channel, String> seen = new HashMap<>();
        try (ProcessScope scope = scope()) {
            scope.run(
                    request("sh", "-c", "echo out; echo err >&2"),
                    (channel, text) -> seen.merge(channel, text, String::concat));
        }
        assertThat(seen).containsEntry(OutputSink.Channel.OUT, "out\n").containsEntry(OutputSink.Channel.ERR, "err\n");
    }

    @Test
    void joinsACharacterThatArrivesInPieces() throws Exception {
        try (ProcessScope scope = scope()) {
            run(scope, "sh", "-c", "printf '\\303'; sleep 0.1; printf '\\244|\\377|\\303'");
        }
        assertThat(output).hasToString("\u00e4|\ufffd|\ufffd");
    }

    @Test
    void losesNoneOfALongOutput() throws Exception {
        try (ProcessScope scope = scope()) {
            run(scope, "sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done");
        }
        assertThat(output).hasSize(220_000);
    }

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        try (ProcessScope scope = scope()) {
            run(scope, "sh", "-c", "printf '%s\\n' \"$@\"", "sh", "a b", "'q'", "\"d\"", "$HOME", "${x}", "");
        }
        assertThat(output).hasToString("a b\n'q'\n\"d\"\n$HOME\n${x}\n\n");
    }

    @Test
    void inheritsNoVariables() throws Exception {
        try (ProcessScope scope = scope()) {
            scope.run(
                    new ProcessRequest(List.of("/usr/bin/env"), folder, Map.of("A", "1")),
                    (channel, text) -> output.append(text));
        }
        assertThat(output.toString().lines().map(line -> line.split("=", 2)[0]))
                .containsExactlyInAnyOrder("A", "TOX_MATRIX_RUN", "TOX_MATRIX_SCOPE");
    }

    @Test
    void seesTheEndOfItsInput() throws Exception {
        try (ProcessScope scope = scope()) {
            assertThat(run(scope, "cat").isSuccess()).isTrue();
        }
    }

    @Test
    void doesNotWaitForAChildThatKeepsTheOutputOpen() throws Exception {
        try (ProcessScope scope = scope()) {
            run(scope, "sh", "-c", "sleep 600 & echo $!");
            assertThat(printed().isAlive())
                    .as("it lives as long as the scope, as under tox")
                    .isTrue();
        }
        assertThat(Marker.isRunning(
                        ProcessHandle.of(Long.parseLong(output.toString().strip()))
                                .orElse(ProcessHandle.current())))
                .as("ended, or already gone")
                .isEqualTo(ProcessHandle.of(Long.parseLong(output.toString().strip()))
                        .isEmpty());
    }

    @Test
    void readsOnWhenTheSinkFailsAndSaysSo() {
        assertThatThrownBy(() -> {
                    try (ProcessScope scope = scope()) {
                        scope.run(request("sh", "-c", "yes | head -c 1000000"), (channel, text) -> {
                            throw new IllegalArgumentException("full");
                        });
                    }
                })
                .hasMessage("full");
    }
}
