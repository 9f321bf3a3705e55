package io.github.toxmatrix.store;

import io.github.toxmatrix.digest.SealedText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a stored distribution consists of. All paths are from the root of an environment, with slashes. */
record Manifest(List<Entry> entries) {

    static final String NAME = "manifest";

    /** Raised with each change of what is stored: versions of ours that differ in it leave each other's entries alone. */
    static final int FORMAT = 6;

    private static final String HEADER = "tox-matrix distribution " + FORMAT;

    /** One file of an environment. */
    sealed interface Entry {
        String path();

        /** In the store, in bytes. */
        long size();
    }

    /** Linked or copied as it is. */
    record Linked(String path, FileState state) implements Entry {
        @Override
        public long size() {
            return state.size();
        }
    }

    /**
     * Copied out of the {@link Pack}.
     *
     * @param size in bytes, as is the offset
     */
    record Packed(String path, long size, String permissions, long offset, long checksum) implements Entry {}

    /**
     * Written anew in each environment; the body lies in the store.
     *
     * @param size of the body, in bytes
     * @param checksum of the body
     */
    record Written(String path, String interpreter, String arguments, long size, long checksum) implements Entry {}

    /**
     * The {@code RECORD}, in which the lines of {@link Written} files differ from environment to environment.
     *
     * @param size in bytes
     * @param checksum of its content
     */
    record Adapted(String path, long size, long checksum) implements Entry {}

    void write(Path folder) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (Entry entry : entries) {
            text.append(line(entry)).append('\n');
        }
        SealedText.write(folder.resolve(NAME), text.toString());
    }

    private static String line(Entry entry) {
        if (entry instanceof Linked file) {
            FileState state = file.state();
            return line("file", state.size(), state.modified(), state.permissions(), state.checksum(), file.path());
        } else if (entry instanceof Packed file) {
            return line("packed", file.size(), file.permissions(), file.offset(), file.checksum(), file.path());
        } else if (entry instanceof Written script) {
            return line(
                    "script",
                    script.size(),
                    script.interpreter(),
                    script.arguments(),
                    script.checksum(),
                    script.path());
        } else {
            Adapted record = (Adapted) entry;
            return line("record", record.size(), record.checksum(), record.path());
        }
    }

    /** Empty where there is none that is as this version wrote it. */
    static Optional<Manifest> read(Path folder) throws IOException {
        Optional<String> text = SealedText.read(folder.resolve(NAME));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = text.get().lines().toList();
        if (!lines.get(0).equals(HEADER)) {
            return Optional.empty();
        }
        return Optional.of(new Manifest(
                lines.stream().skip(1).map(line -> entry(line.split("\t", -1))).toList()));
    }

    private static Entry entry(String[] fields) {
        long size = Long.parseLong(fields[1]);
        long checksum = Long.parseLong(fields[fields.length - 2]);
        String path = fields[fields.length - 1];
        return switch (fields[0]) {
            case "file" -> new Linked(path, new FileState(size, Long.parseLong(fields[2]), fields[3], checksum));
            case "packed" -> new Packed(path, size, fields[2], Long.parseLong(fields[3]), checksum);
            case "script" -> new Written(path, fields[2], fields[3], size, checksum);
            default -> new Adapted(path, size, checksum);
        };
    }

    private static String line(Object... fields) {
        return Stream.of(fields).map(String::valueOf).collect(Collectors.joining("\t"));
    }

    /** What the files take, in bytes. */
    long size() {
        return entries.stream().mapToLong(Entry::size).sum();
    }
}
