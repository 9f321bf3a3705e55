package io.github.toxmatrix.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Digests everything that can change a resolution, but for what the indexes hold. What cannot be digested, such as a
 * requirements file behind a URL, makes it not storable.
 */
final class ResolutionInputs {

    /** A project with more files than this is not looked through. */
    private static final int MOST_FILES = 20_000;

    private static final Pattern FILE_OPTION =
            Pattern.compile("(?:-r|-c|--requirements?|--constraints?)(?:\\s*=\\s*|\\s*)(.+)");
    private static final Pattern EDITABLE = Pattern.compile("(?:-e|--editable)(?:\\s*=\\s*|\\s+)(.+)");
    private static final Pattern EXTRAS = Pattern.compile("\\[[^\\]/\\\\]*\\]\\s*$");

    /** Folders whose files no build of a project reads: results of earlier builds, environments. */
    private static final Set<String> NOT_SOURCES = Set.of("build", "dist", "node_modules", "__pycache__", "target");

    private final MessageDigest digest;
    private final Set<Path> seen = new HashSet<>();

    /** What is to be resolved depends on something that cannot be known before. */
    static final class NotStorable extends Exception {

        private static final long serialVersionUID = 1L;

        NotStorable(String reason) {
            super(reason);
        }
    }

    private ResolutionInputs() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** In hexadecimal digits. */
    static String digest(ResolutionRequest request) throws NotStorable {
        ResolutionInputs inputs = new ResolutionInputs();
        inputs.add("uv", request.resolver());
        inputs.add("python", request.python().toString());
        inputs.add("directory", request.directory().toString());
        for (Map.Entry<String, String> setting : new TreeMap<>(request.settings()).entrySet()) {
            inputs.add(setting.getKey(), setting.getValue());
        }
        try {
            inputs.lines(request.lines(), request.directory());
            for (Path file : request.configurationFiles()) {
                inputs.content(file);
            }
        } catch (IOException unreadable) {
            throw new NotStorable("cannot be read: " + unreadable);
        }
        return HexFormat.of().formatHex(inputs.digest.digest());
    }

    private void add(String name, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        digest.update((name + "\0" + bytes.length + "\0").getBytes(UTF_8));
        digest.update(bytes);
    }

    private void lines(List<String> lines, Path directory) throws NotStorable, IOException {
        for (String line : lines) {
            String plain = line.replaceFirst("(^|\\s+)#.*$", "").strip();
            add("line", plain);
            Matcher file = FILE_OPTION.matcher(plain);
            Matcher editable = EDITABLE.matcher(plain);
            if (file.matches()) {
                nested(unquoted(file.group(1)), directory);
            } else if (editable.matches()) {
                local(unquoted(editable.group(1)), directory);
            } else if (!plain.startsWith("-") && plain.matches("(?s)[./~].*|[A-Za-z]:[\\\\/].*|.*[/\\\\].*")) {
                local(plain, directory);
            }
        }
    }

    private void nested(String name, Path directory) throws NotStorable, IOException {
        if (name.contains("://")) {
            throw new NotStorable("a requirements file behind a URL");
        }
        Path file = path(name, directory);
        content(file);
        if (seen.add(file) && Files.isRegularFile(file) && !file.toString().endsWith(".toml")) {
            String text = Files.readString(file).replaceAll("\\\\\\r?\\n", " ");
            lines(text.lines().toList(), file.resolveSibling(""));
        }
    }

    /** Without a file there is an error to come, which must not be remembered for a file that comes later. */
    private void content(Path file) throws IOException {
        add("file", file.toString());
        try {
            add("content", HexFormat.of().formatHex(Files.readAllBytes(file)));
        } catch (NoSuchFileException none) {
            add("content", "none");
        }
    }

    /** A project's metadata may be computed from any of its files; an archive's come with it. */
    private void local(String requirement, Path directory) throws NotStorable, IOException {
        if (requirement.contains("://") || requirement.contains(" @ ")) {
            throw new NotStorable("a requirement behind a URL");
        }
        Path path = path(EXTRAS.matcher(requirement).replaceFirst(""), directory);
        if (Files.isDirectory(path)) {
            sources(path);
        } else {
            content(path);
        }
    }

    private void sources(Path project) throws NotStorable, IOException {
        Map<String, String> files = new TreeMap<>();
        Files.walkFileTree(project, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                boolean skipped = !folder.equals(project)
                        && (name.startsWith(".")
                                || NOT_SOURCES.contains(name)
                                || name.endsWith(".egg-info")
                                || Files.exists(folder.resolve("pyvenv.cfg")));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.put(
                        file.toString(),
                        attributes.size() + " " + attributes.lastModifiedTime().toInstant());
                return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        if (files.size() > MOST_FILES) {
            throw new NotStorable("a project of more than " + MOST_FILES + " files");
        }
        files.forEach(this::add);
    }

    private static Path path(String name, Path directory) throws NotStorable {
        try {
            return directory.resolve(name).toAbsolutePath().normalize();
        } catch (InvalidPathException notAPath) {
            throw new NotStorable("not a path: " + name);
        }
    }

    private static String unquoted(String value) {
        String plain = value.strip();
        return plain.length() > 1 && (plain.startsWith("\"") || plain.startsWith("'"))
                ? plain.substring(1, plain.length() - 1)
                : plain;
    }
}
