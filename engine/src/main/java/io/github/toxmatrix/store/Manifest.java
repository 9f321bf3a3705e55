package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a stored distribution consists of. All paths are from the root of an environment, with slashes. */
record Manifest(List<Entry> entries) {

    static final String NAME = "manifest";

    /** Raised with each change of what is stored: versions of ours that differ in it leave each other's entries alone. */
    static final int FORMAT = 5;

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
     */
    record Written(String path, String interpreter, String arguments, long size) implements Entry {}

    /**
     * The {@code RECORD}, in which the lines of {@link Written} files differ from environment to environment.
     *
     * @param size in bytes
     */
    record Adapted(String path, long size) implements Entry {}

    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Entry entry : entries) {
            if (entry instanceof Linked file) {
                FileState state = file.state();
                lines.add(line(
                        "file", state.size(), state.modified(), state.permissions(), state.checksum(), file.path()));
            } else if (entry instanceof Packed file) {
                lines.add(line("packed", file.size(), file.permissions(), file.offset(), file.checksum(), file.path()));
            } else if (entry instanceof Written script) {
                lines.add(line("script", script.size(), script.interpreter(), script.arguments(), script.path()));
            } else if (entry instanceof Adapted record) {
                lines.add(line("record", record.size(), record.path()));
            }
        }
        lines.add("end");
        Files.write(folder.resolve(NAME), lines);
    }

    /** Empty where there is none that this version wrote to its end. */
    static Optional<Manifest> read(Path folder) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(folder.resolve(NAME));
        } catch (NoSuchFileException | CharacterCodingException noneOrDamaged) {
            return Optional.empty();
        }
        if (lines.size() < 2
                || !lines.get(0).equals(HEADER)
                || !lines.get(lines.size() - 1).equals("end")) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        try {
            for (String line : lines.subList(1, lines.size() - 1)) {
                entries.add(entry(line.split("\t", -1)));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException damaged) { // by a crash of the machine
            return Optional.empty();
        }
        return Optional.of(new Manifest(List.copyOf(entries)));
    }

    private static Entry entry(String[] fields) {
        long size = Long.parseLong(fields[1]);
        String path = fields[fields.length - 1];
        return switch (fields[0]) {
            case "file" ->
                new Linked(path, new FileState(size, Long.parseLong(fields[2]), fields[3], Long.parseLong(fields[4])));
            case "packed" -> new Packed(path, size, fields[2], Long.parseLong(fields[3]), Long.parseLong(fields[4]));
            case "script" -> new Written(path, fields[2], fields[3], size);
            default -> new Adapted(path, size);
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
