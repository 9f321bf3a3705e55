package io.github.toxmatrix.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.result.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class PythonFailureTest {

    private final PythonFailure failure = PythonFailure.of(
            "py311 a.py::t",
            List.of(
                    Failure.of("assert 1 == 2", ">   assert 1 == 2\nE   assert 1 == 2\n\na.py:2: AssertionError"),
                    Failure.of("left open", "")));

    @Test
    void isPrintedAsPytestPrintsItWithWhatCameAfter() {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));

        assertThat(text.toString().strip())
                .isEqualTo(">   assert 1 == 2\nE   assert 1 == 2\n\na.py:2: AssertionError\n\nThen:\nleft open");
    }

    @Test
    void namesItsTestWhereAClientHasNoOtherName() {
        assertThat(failure.getMessage()).isEqualTo("assert 1 == 2");
        assertThat(failure.getLocalizedMessage()).isEqualTo("py311 a.py::t: assert 1 == 2");
        assertThat(PythonFailure.of("no tox configuration").getLocalizedMessage())
                .isEqualTo("no tox configuration");
    }
}
