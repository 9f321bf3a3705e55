package io.github.toxmatrix.tox.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverrideLinesTest {

    @Test
    void isOneALine() {
        assertThat(OverrideLines.parse("testenv.deps+=a; python_version<'3', b\n\ntox.env_list=a\r\nx="))
                .containsExactly("testenv.deps+=a; python_version<'3', b", "tox.env_list=a", "x=");
    }

    @Test
    void readsWhatItWrote() {
        List<String> overrides = List.of("testenv.commands=one\n\n  two --x=1", "testenv.deps+= a");

        assertThat(OverrideLines.parse(OverrideLines.format(overrides))).isEqualTo(overrides);
    }

    @Test
    void refusesWhatIsNoAssignment() {
        assertThatThrownBy(() -> OverrideLines.parse("a=b\npytest")).hasMessageContaining("'pytest' is not");
        assertThatThrownBy(() -> OverrideLines.parse(" ")).hasMessageContaining("it is empty");
    }
}
