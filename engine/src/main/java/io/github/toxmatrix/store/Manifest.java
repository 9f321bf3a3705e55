package io.github.toxmatrix.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a stored distribution consists of. All paths are from the root of an environment, with slashes. */
record Manifest(List<Entry> entries) {

    static final String NAME = "manifest";

    private static final String HEADER = "tox-matrix distribution 1";

    /** One file of an environment. */
    sealed interface Entry {
        String path();
    }

    /**
     * Linked as it is.
     *
     * @param size in bytes
     * @param modified in nanoseconds since the epoch; with the size it tells whether somebody wrote into the file
     */
    record Linked(String path, long size, long modified) implements Entry {

        static Linked of(String path, Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Linked(path, attributes.size(), nanos(attributes));
        }

        boolean describes(Path file) throws IOException {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return attributes.size() == size && nanos(attributes) == modified;
            } catch (NoSuchFileException gone) {
                return false;
            }
        }

        private static long nanos(BasicFileAttributes attributes) {
            return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        }
    }

    /** Written anew in each environment; the body lies in the store. */
    record Written(String path, String interpreter, String arguments) implements Entry {}

    /** The {@code RECORD}, in which the lines of {@link Written} files differ from environment to environment. */
    record Adapted(String path) implements Entry {}

    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (Entry entry : entries) {
            if (entry instanceof Linked file) {
                lines.add("file\t" + file.size() + "\t" + file.modified() + "\t" + file.path());
            } else if (entry instanceof Written script) {
                lines.add("script\t" + script.interpreter() + "\t" + script.arguments() + "\t" + script.path());
            } else {
                lines.add("record\t" + entry.path());
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
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        if (lines.size() < 2
                || !lines.get(0).equals(HEADER)
                || !lines.get(lines.size() - 1).equals("end")) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            String[] fields = line.split("\t", -1);
            entries.add(
                    switch (fields[0]) {
                        case "file" -> new Linked(fields[3], Long.parseLong(fields[1]), Long.parseLong(fields[2]));
                        case "script" -> new Written(fields[3], fields[1], fields[2]);
                        default -> new Adapted(fields[1]);
                    });
        }
        return Optional.of(new Manifest(List.copyOf(entries)));
    }
}
