package io.github.toxmatrix.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of an event file as lines. */
class EventLinesTest {

    @Test
    void cutsLinesWhereverTheyAreRead() {
        byte[] file = "{\"e\":\"finish\",\"id\":\"a\"}\n\n{\"e\":\"finish\",\"id\":\"\u00e9\"}\n{\"e\":\"fin"
                .getBytes(StandardCharsets.UTF_8);
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            List<String> events = new ArrayList<>();
            EventLines<String> lines = new EventLines<>(new Ids(), events::add);
            for (int at = 0; at < file.length; ) {
                int count = Math.min(1 + random.nextInt(9), file.length - at);
                lines.accept(Arrays.copyOfRange(file, at, at + count), count);
                at += count;
            }
            assertThat(events).containsExactly("a", "\u00e9");
        }
    }

    @Test
    void leavesOutAGiantLineAndReadsOn() {
        List<String> events = new ArrayList<>();
        EventLines<String> lines = new EventLines<>(new Ids(), events::add);
        byte[] block = new byte[1024 * 1024];
        Arrays.fill(block, (byte) 'x');
        for (int megabyte = 0; megabyte <= 32; megabyte++) {
            lines.accept(block, block.length);
        }
        byte[] rest = "\n{\"e\":\"finish\",\"id\":\"a\"}\n".getBytes(StandardCharsets.UTF_8);
        lines.accept(rest, rest.length);
        assertThat(events).hasSize(2).endsWith("a");
        assertThat(events.get(0)).startsWith("unreadable: an event longer than ");
    }

    /** Events that are their ids. */
    private static final class Ids implements EventReader<String> {

        @Override
        public String event(EventFields fields) {
            return fields.text("id");
        }

        @Override
        public String unreadable(String problem) {
            return "unreadable: " + problem;
        }
    }
}
