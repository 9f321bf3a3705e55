package io.github.toxmatrix.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.toxmatrix.digest.SealedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * An empty virtual environment, kept to be repeated elsewhere: its scripts for activation name its folder and its prompt, and
 * are all that differs.
 */
final class VenvTemplate {

    /** Raised with each change of what is kept. */
    private static final int FORMAT = 3;

    /** Of entries, for this version of their format. */
    static final String KIND = "venvs-" + FORMAT;

    /** The prompt of the environment that is kept. */
    static final String PROMPT = "tox-matrix-prompt";

    /** Beside the environment: the folder that it was made in, which its scripts name, and the checksum of all that is in it. */
    static final String DESCRIPTION = "description";

    private static final String VENV = "venv";

    /** Names that no script has to quote. */
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./\\\\-]+");

    private final List<Part> parts;

    private VenvTemplate(List<Part> parts) {
        this.parts = parts;
    }

    /** A piece of it; the path is from its root. */
    private sealed interface Part {
        Path path();
    }

    private record Folder(Path path) implements Part {}

    private record Link(Path path, Path target) implements Part {}

    /** @param text where the folder and the prompt of an environment have to be put in */
    private record Text(Path path, String text, boolean executable) implements Part {}

    /** The same everywhere. */
    private record Plain(Path path, Path source) implements Part {}

    /** Whether its scripts would be right for an environment. */
    static boolean suits(Path root, String prompt) {
        return PLAIN.matcher(root.toString()).matches() && PLAIN.matcher(prompt).matches();
    }

    /** Where the environment lies in an entry of the store. */
    static Path venv(Path entry) {
        return entry.resolve(VENV);
    }

    /** Notes what an environment is, as soon as it is made in a folder that becomes an entry. */
    static void describe(Path entry) throws IOException {
        String origin = venv(entry).toString();
        SealedText.write(
                entry.resolve(DESCRIPTION), Reading.of(venv(entry), origin).checksum() + "\n" + origin);
    }

    /** Empty where there is none that is as it was made. */
    static Optional<VenvTemplate> read(Path entry) throws IOException {
        Optional<String> description = SealedText.read(entry.resolve(DESCRIPTION));
        if (description.isEmpty()) {
            return Optional.empty();
        }
        String[] lines = description.get().split("\n", 2);
        try {
            Reading reading = Reading.of(venv(entry), lines[1]);
            return reading.checksum().equals(lines[0])
                    ? Optional.of(new VenvTemplate(List.copyOf(reading.parts)))
                    : Optional.empty();
        } catch (NoSuchFileException removedMeanwhile) {
            return Optional.empty();
        }
    }

    /** All of an environment, in the order of its paths. */
    private static final class Reading {

        private final List<Part> parts = new ArrayList<>();
        private final CRC32C checksum = new CRC32C();
        private final String origin;

        private Reading(String origin) {
            this.origin = origin;
        }

        static Reading of(Path venv, String origin) throws IOException {
            Reading reading = new Reading(origin);
            try (Stream<Path> tree = Files.walk(venv)) {
                for (Path file : tree.sorted().toList()) {
                    reading.add(venv.relativize(file), file);
                }
            } catch (UncheckedIOException failed) {
                throw failed.getCause();
            }
            return reading;
        }

        String checksum() {
            return Long.toHexString(checksum.getValue());
        }

        private void add(Path path, Path file) throws IOException {
            if (Files.isSymbolicLink(file)) {
                Path target = Files.readSymbolicLink(file);
                note("link", path, target.toString().getBytes(UTF_8));
                parts.add(new Link(path, target));
            } else if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                note("folder", path, new byte[0]);
                parts.add(new Folder(path));
            } else {
                byte[] bytes = Files.readAllBytes(file);
                boolean executable = Files.isExecutable(file);
                note(executable ? "program" : "file", path, bytes);
                parts.add(part(path, file, bytes, executable));
            }
        }

        private void note(String kind, Path path, byte[] content) {
            checksum.update((kind + "\0" + path + "\0" + content.length + "\0").getBytes(UTF_8));
            checksum.update(content);
        }

        private Part part(Path path, Path file, byte[] bytes, boolean executable) {
            try {
                String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
                if (text.contains(origin) || text.contains(PROMPT)) {
                    return new Text(path, text.replace(origin, "\0"), executable);
                }
            } catch (CharacterCodingException notText) {
                // and so it names nothing
            }
            return new Plain(path, file);
        }
    }

    /** @throws NoSuchFileException where what is stored was removed meanwhile; a part of the environment is there then */
    void makeIn(Path root, String prompt) throws IOException {
        for (Part part : parts) {
            Path path = root.resolve(part.path());
            if (part instanceof Folder) {
                if (!Files.isDirectory(path)) { // its root may be a link to one
                    Files.createDirectories(path);
                }
            } else if (part instanceof Link link) {
                Files.createSymbolicLink(path, link.target());
            } else if (part instanceof Text text) {
                String own = text.text().replace("\0", root.toString()).replace(PROMPT, prompt);
                write(path, own.getBytes(UTF_8), text.executable());
            } else if (part instanceof Plain plain) {
                Files.copy(plain.source(), path, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void write(Path file, byte[] bytes, boolean executable) throws IOException {
        Files.write(file, bytes);
        if (executable && !file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
