package io.github.toxmatrix.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class InterpretersTest {

    private final Interpreters interpreters = Interpreters.of(System.getenv());

    @Test
    void noSpecificationIsTheDefaultPython() {
        assumeTrue(interpreters.find(List.of("python3")).isPresent(), "there is no Python 3 on this machine");

        assertThat(interpreters.find(List.of())).isEqualTo(interpreters.find(List.of("python3")));
    }

    @Test
    void anInterpreterThatDoesNotExistIsNotFound() {
        assertThat(interpreters.find(List.of("python3.99"))).isEmpty();
    }
}
