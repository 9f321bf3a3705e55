package io.github.toxmatrix.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An empty virtual environment, kept to be repeated elsewhere: its scripts for activation name its folder and its prompt, and
 * are all that differs.
 */
final class VenvTemplate {

    /** Raised with each change of what is kept. */
    static final int FORMAT = 2;

    /** The prompt of the environment that is kept. */
    static final String PROMPT = "tox-matrix-prompt";

    /** Beside the environment: the folder that it was made in, which its scripts name. */
    static final String ORIGIN = "origin";

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

    /** @param entry of the store: the environment in {@code venv}, and the file {@link #ORIGIN} */
    static VenvTemplate read(Path entry) throws IOException {
        Path venv = entry.resolve("venv");
        String origin = Files.readString(entry.resolve(ORIGIN));
        List<Part> parts = new ArrayList<>();
        Files.walkFileTree(venv, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                parts.add(new Folder(venv.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                parts.add(part(venv.relativize(file), file, attributes, origin));
                return FileVisitResult.CONTINUE;
            }
        });
        return new VenvTemplate(List.copyOf(parts));
    }

    private static Part part(Path path, Path file, BasicFileAttributes attributes, String origin) throws IOException {
        if (attributes.isSymbolicLink()) {
            return new Link(path, Files.readSymbolicLink(file));
        }
        byte[] bytes = Files.readAllBytes(file);
        boolean executable = Files.isExecutable(file);
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
