package io.github.toxmatrix.pytest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.toxmatrix.pytest.PytestEvent.Explanation;
import io.github.toxmatrix.pytest.PytestEvent.Section;
import io.github.toxmatrix.pytest.PytestEvent.Sides;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
        assertThat(EventParser.parse(line, line.length)).isNotNull();
    }

    @Test
    void cutsLinesWhereverTheyAreRead() {
        byte[] file = "{\"e\":\"finish\",\"id\":\"a\"}\n\n{\"e\":\"finish\",\"id\":\"\u00e9\"}\n{\"e\":\"fin"
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<PytestEvent> events = new ArrayList<>();
            EventLines lines = new EventLines(events::add);
            for (int at = 0; at < file.length; ) {
                int count = Math.min(1 + random.nextInt(9), file.length - at);
                lines.accept(java.util.Arrays.copyOfRange(file, at, at + count), count);
                at += count;
            }
            assertThat(events)
                    .containsExactly(new PytestEvent.TestFinished("a"), new PytestEvent.TestFinished("\u00e9"));
        }
    }

    @Test
    void leavesOutAGiantLineAndReadsOn() {
        List<PytestEvent> events = new ArrayList<>();
        EventLines lines = new EventLines(events::add);
        byte[] block = new byte[1024 * 1024];
        java.util.Arrays.fill(block, (byte) 'x');
        for (int megabyte = 0; megabyte <= 32; megabyte++) {
            lines.accept(block, block.length);
        }
        byte[] rest = "\n{\"e\":\"finish\",\"id\":\"a\"}\n".getBytes(StandardCharsets.UTF_8);
        lines.accept(rest, rest.length);
        assertThat(events).hasSize(2).endsWith(new PytestEvent.TestFinished("a"));
        assertThat(events.get(0)).isInstanceOf(PytestEvent.Unreadable.class);
    }

    private static PytestEvent parse(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        return EventParser.parse(bytes, bytes.length);
    }
}
