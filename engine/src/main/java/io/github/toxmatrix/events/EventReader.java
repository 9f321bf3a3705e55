package io.github.toxmatrix.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Makes events of lines. A line may hold anything. */
public interface EventReader<E> {

    /**
     * An event from its fields.
     *
     * @throws IllegalArgumentException if they are those of no event
     */
    E event(EventFields fields);

    /** Stands for what is no event. */
    E unreadable(String problem);

    /** What one line says, in its first {@code length} bytes. */
    default E read(byte[] line, int length) {
        try {
            return event(EventFields.read(line, length));
        } catch (IOException | IllegalArgumentException e) {
            String shown = new String(line, 0, Math.min(length, 200), StandardCharsets.UTF_8);
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return unreadable("not an event: " + shown + (length > 200 ? "..." : "") + " (" + why + ")");
        }
    }
}
