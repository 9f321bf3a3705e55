package io.github.toxmatrix.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program that cannot be started is named, with the reason. */
class StartingProcessesTest extends ProcessesCase {

    @Test
    void namesAProgramThatIsNotOnPath() {
        assertThatThrownBy(() -> run(scope(), "no-such-program", "x"))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining("no-such-program")
                .hasMessageContaining("not on PATH");
    }

    @Test
    void namesAFileThatIsMissing() {
        assertThatThrownBy(() -> run(scope(), "./tool")).hasMessage("cannot start ./tool: there is no such file");
    }

    @Test
    void namesAFileThatIsNotExecutable() throws Exception {
        Files.writeString(folder.resolve("tool"), "#!/bin/sh\n");
        assertThatThrownBy(() -> run(scope(), "./tool")).hasMessage("cannot start ./tool: it is not executable");
    }

    @Test
    void namesAFolderThatIsMissing() {
        ProcessRequest request = new ProcessRequest(List.of("sh"), folder.resolve("gone"), environment());
        assertThatThrownBy(() -> scope().run(request, (channel, text) -> {}))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining("gone: there is no such folder");
    }

    @Test
    void namesAScriptWithoutItsInterpreter() throws Exception {
        Path tool = Files.writeString(folder.resolve("tool"), "#!/no/such/interpreter\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> run(scope(), "./tool"))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining("./tool");
    }

    @Test
    void isRefusedAfterTheEnd() {
        ProcessScope scope = scope();
        processes.close();
        assertThatThrownBy(() -> run(scope, "true")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(this::scope).isInstanceOf(IllegalStateException.class);
    }
}
