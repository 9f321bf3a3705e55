package io.github.toxmatrix.environment.installer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstallerOutputTest {

    @Test
    void aCauseIsWhatTheInstallerGivesForIt() {
        assertThat(InstallerOutput.cause("one\nerror: this fails\n  cause: for that\n  cause: and that\n"))
                .contains("this fails: for that: and that");
        assertThat(InstallerOutput.cause("one\nERROR: no such thing\n")).contains("no such thing");
        assertThat(InstallerOutput.cause("all is well\n")).isEmpty();
    }

    @Test
    void aCacheThatCannotBeMadeIsToldWithWhatToDo() {
        String printed =
                """
                error: Failed to initialize cache at `/none/.cache/uv`
                  cause: failed to create directory `/none/.cache/uv`: Permission denied (os error 13)
                """;
        assertThat(InstallerOutput.cause(printed)).hasValueSatisfying(cause -> assertThat(cause)
                .startsWith("Failed to initialize cache at `/none/.cache/uv`: failed to create directory")
                .contains("UV_CACHE_DIR", "HOME", "XDG_CACHE_HOME"));
    }
}
