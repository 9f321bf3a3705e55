package io.github.toxmatrix.environment.installer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.toxmatrix.process.ExitStatus;
import io.github.toxmatrix.process.OutputSink;
import io.github.toxmatrix.process.ProcessRequest;
import io.github.toxmatrix.process.ProcessScope;
import io.github.toxmatrix.process.ProcessStartException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstallationTest {

    private static final class Unstartable implements ProcessScope {

        @Override
        public ExitStatus run(ProcessRequest request, OutputSink output) throws ProcessStartException {
            throw new ProcessStartException("cannot start tool: it is not executable", new IllegalStateException());
        }

        @Override
        public void close() {}
    }

    @Test
    void aProgramThatCannotBeStartedIsNamedOnce() {
        Installation installation = new Installation(new Unstartable(), Path.of("env"), Path.of("."), Map.of());

        assertThatThrownBy(() -> installation.run(List.of("tool", "install")))
                .hasMessage("cannot start tool: it is not executable");
    }
}
