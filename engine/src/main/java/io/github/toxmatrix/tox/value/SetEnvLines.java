package io.github.toxmatrix.tox.value;

import io.github.toxmatrix.pep.Marker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code set_env} as it is written: nothing substituted, no file read yet (tox's {@code config/set_env.py}). */
public record SetEnvLines(List<Entry> entries) {

    public SetEnvLines {
        entries = List.copyOf(entries);
    }

    /** These, then others, which win. */
    public SetEnvLines and(SetEnvLines more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(more.entries);
        return new SetEnvLines(all);
    }

    /** One line, in the order of the file. */
    public sealed interface Entry {}

    /**
     * @param value unsubstituted
     * @param marker a PEP 508 marker, without which the variable is always set
     */
    public record Assignment(String name, String value, Optional<String> marker) implements Entry {

        /** @throws IllegalArgumentException where the marker is none, be it of a variable that another line sets again */
        public Assignment {
            if (marker.isPresent()) {
                try {
                    Marker.parse(marker.get());
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "invalid marker for set_env key '" + name + "': " + e.getMessage()
                                    + "; a ; that is part of the value is written \\;",
                            e);
                }
            }
        }
    }

    /** {@code file|path}. */
    public record EnvFile(String path) implements Entry {}

    /** A line without {@code =} outside of references, such as {@code {[base]set_env}}, which stands for more lines. */
    public record Pasted(String line) implements Entry {}
}
