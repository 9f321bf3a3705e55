package io.github.toxmatrix.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PinsTest {

    private static final String TEXT =
            """
            -e /project
            attrs==23.2.0 \\
                --hash=sha256:bb \\
                --hash=sha256:aa
            Zope.Interface==6.0
            wheel @ file:///wheels/wheel-1.0-py3-none-any.whl
            """;

    @Test
    void readsPinsWithTheirHashesAndKeepsPlacesApart() {
        assertThat(Pins.parse(TEXT))
                .isEqualTo(new Pins(
                        List.of(
                                new Pin("attrs", "23.2.0", List.of("sha256:aa", "sha256:bb")),
                                new Pin("zope-interface", "6.0", List.of())),
                        List.of("-e /project", "wheel @ file:///wheels/wheel-1.0-py3-none-any.whl")));
    }

    @Test
    void writesWhatItReads() {
        Pins pins = Pins.parse(TEXT);

        assertThat(Pins.parse(pins.text())).isEqualTo(pins);
    }

    @Test
    void refusesWhatIsNotPinned() {
        assertThatThrownBy(() -> Pins.parse("attrs>=23"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a pinned requirement: attrs>=23");
    }
}
