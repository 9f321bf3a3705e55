package io.github.toxmatrix.store;

import io.github.toxmatrix.pep.NormalizedName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code RECORD} of an installed distribution (PEP 376, PEP 627): every file that its installer wrote.
 *
 * @param file the record itself
 * @param lines its lines as they are
 */
record InstalledRecord(Path file, List<Line> lines) {

    private static final Pattern FIELD = Pattern.compile("\"(?:[^\"]|\"\")*\"|[^,\"][^,]*");

    /**
     * One line.
     *
     * @param path absolute
     * @param field the path as the line has it
     * @param text the whole line
     */
    record Line(Path path, String field, String text) {}

    /**
     * The record of a distribution; empty where it is not installed or has none, as an egg has none.
     *
     * @throws IOException where it cannot be read, or names a file outside the environment
     */
    static Optional<InstalledRecord> of(DistributionKey key, EnvironmentLayout layout) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(layout.sitePackages(), "*.dist-info")) {
            for (Path folder : folders) {
                Path record = folder.resolve("RECORD");
                if (isOf(folder.getFileName().toString(), key) && Files.isRegularFile(record)) {
                    return Optional.of(new InstalledRecord(record, lines(record, layout)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(String folder, DistributionKey key) {
        String stem = folder.substring(0, folder.length() - ".dist-info".length());
        int dash = stem.lastIndexOf('-');
        return dash > 0 && NormalizedName.of(stem.substring(0, dash)).equals(key.name());
    }

    /** @param record may lie elsewhere than in the environment that its paths are read for */
    static List<Line> lines(Path record, EnvironmentLayout layout) throws IOException {
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(record)) {
            if (!text.isBlank()) {
                String field = field(text);
                String path = field.startsWith("\"")
                        ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                        : field;
                lines.add(new Line(inside(path, record, layout), field, text));
            }
        }
        return List.copyOf(lines);
    }

    /** Records come from wheels, which anybody makes. */
    private static Path inside(String name, Path record, EnvironmentLayout layout) throws IOException {
        try {
            Path path = layout.sitePackages().resolve(name).normalize();
            if (path.startsWith(layout.root()) && name.chars().noneMatch(Character::isISOControl)) {
                return path;
            }
        } catch (InvalidPathException notAPath) {
            throw new IOException(record + " names no file: " + notAPath.getMessage(), notAPath);
        }
        throw new IOException(record + " names a file outside its environment: " + name);
    }

    /** The first field with its quotes, which it has where it holds a comma or a quote (CSV, as PEP 376 has it). */
    private static String field(String line) {
        Matcher field = FIELD.matcher(line);
        return field.lookingAt() ? field.group() : line;
    }
}
