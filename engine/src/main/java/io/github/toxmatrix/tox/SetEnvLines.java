package io.github.toxmatrix.tox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code set_env} as it is written: nothing substituted, no file read yet (tox's {@code config/set_env.py}). */
record SetEnvLines(List<Entry> entries) {

    SetEnvLines {
        entries = List.copyOf(entries);
    }

    /** These, then others, which win. */
    SetEnvLines and(SetEnvLines more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(more.entries);
        return new SetEnvLines(all);
    }

    /** One line, in the order of the file. */
    sealed interface Entry {}

    /**
     * @param value unsubstituted
     * @param marker a PEP 508 marker, without which the variable is always set
     */
    record Assignment(String name, String value, Optional<String> marker) implements Entry {}

    /** {@code file|path}. */
    record EnvFile(String path) implements Entry {}

    /** A line without {@code =} outside of references, such as {@code {[base]set_env}}, which stands for more lines. */
    record Pasted(String line) implements Entry {}
}
