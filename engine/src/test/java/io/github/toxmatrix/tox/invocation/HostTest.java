package io.github.toxmatrix.tox.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostTest {

    @Test
    void theUsersFolderIsThatOfTheVariableElseTheOneThatTheJvmKnows() {
        Path mine = Path.of("mine").toAbsolutePath();
        Path other = Path.of("other").toAbsolutePath();

        assertThat(Host.home(mine.toString(), other.toString())).isEqualTo(mine);
        assertThat(Host.home("", other.toString())).isEqualTo(other);
        assertThat(Host.home(Map.of(Host.isWindows() ? "USERPROFILE" : "HOME", mine.toString())))
                .isEqualTo(mine);
    }

    /** As the JVM says for a user of whom the system knows but a number, in a container say. */
    @Test
    void aQuestionMarkIsNoFolder() {
        assertThat(Host.home("", "?")).isEqualTo(Path.of("/").toAbsolutePath());
        assertThat(Host.home("", "")).isEqualTo(Path.of("/").toAbsolutePath());
    }
}
