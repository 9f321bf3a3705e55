package io.github.toxmatrix.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.pytest.PytestEvent.Explanation;
import io.github.toxmatrix.pytest.PytestEvent.Section;
import io.github.toxmatrix.pytest.PytestEvent.Sides;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of an event file as events. */
class EventParserTest {

    @Test
    void readsTheStartOfATest() {
        assertThat(parse("{\"e\":\"start\",\"id\":\"a.py::t\",\"file\":\"a.py\",\"line\":3}"))
                .isEqualTo(new PytestEvent.TestStarted("a.py::t", "a.py", 3));
    }

    @Test
    void readsAFailedReport() {
        assertThat(parse("{\"e\":\"report\",\"id\":\"a.py::t\",\"when\":\"call\",\"outcome\":\"failed\","
                        + "\"message\":\"m\",\"trace\":\"t\",\"expected\":\"1\",\"actual\":\"2\","
                        + "\"sections\":[[\"Captured stdout call\",\"hi\\n\"]]}"))
                .isEqualTo(new PytestEvent.TestReported(
                        "a.py::t",
                        "call",
                        "failed",
                        Optional.empty(),
                        new Explanation("m", "t", Optional.of(new Sides("1", "2"))),
                        List.of(new Section("Captured stdout call", "hi\n"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "x",
                "{\"e\":\"start\"}",
                "{\"e\":\"start\",\"id\":7}",
                "{\"e\":\"end\",\"exit\":99999999999,\"lost\":0}",
                "{\"e\":\"end\",\"exit\":\"1\",\"lost\":0}",
                "{\"e\":\"finish\",\"id\":\"a\"} {}",
                "{\"e\":\"finish\",\"id\":\"a\"",
                "{\"e\":\"finish\",\"id\":{\"a\":1}}",
                "{\"e\":\"report\",\"id\":\"a\",\"when\":\"call\",\"outcome\":\"passed\",\"sections\":[[1,2]]}",
                "{\"e\":\"report\",\"id\":\"a\",\"when\":\"call\",\"outcome\":\"passed\",\"sections\":[\"x\"]}",
                "{\"e\":\"dance\"}",
                "[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void saysWhatIsNoEvent(String line) {
        assertThat(parse(line)).isInstanceOf(PytestEvent.Unreadable.class);
    }

    @Property(tries = 500)
    void survivesAnyBytes(@ForAll byte[] line) {
        assertThat(new EventParser().read(line, line.length)).isNotNull();
    }

    private static PytestEvent parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return new EventParser().read(bytes, bytes.length);
    }
}
