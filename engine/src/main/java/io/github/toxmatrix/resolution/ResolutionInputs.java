package io.github.toxmatrix.resolution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
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

    /** On Linux it changes with the C library, which decides which wheels fit. */
    private static final Path SYSTEM_RELEASE = Path.of("/etc/os-release");

    private static final Pattern FILE_OPTION =
            Pattern.compile("(?:-r|-c|--requirements?|--constraints?)(?:\\s*=\\s*|\\s*)(.+)");
    private static final Pattern EDITABLE = Pattern.compile("(?:-e|--editable)(?:\\s*=\\s*|\\s+)(.+)");
    private static final Pattern EXTRAS = Pattern.compile("\\[[^\\]/\\\\]*\\]\\s*$");

    private final MessageDigest digest = Sha256.begin();
    private final SourceDigests sources;
    private final String environment;
    private final Set<Path> seen = new HashSet<>();

    /** What is to be resolved depends on something that cannot be known before. */
    static final class NotStorable extends Exception {

        private static final long serialVersionUID = 1L;

        NotStorable(String reason) {
            super(reason);
        }
    }

    private ResolutionInputs(SourceDigests sources, Path environment) {
        this.sources = sources;
        this.environment = environment.toString();
    }

    /** In hexadecimal digits. */
    static String digest(ResolutionRequest request, SourceDigests sources) throws NotStorable {
        ResolutionInputs inputs = new ResolutionInputs(sources, request.environment());
        inputs.add("uv", request.resolver());
        inputs.add("python", request.python().toString());
        inputs.add("system", system());
        inputs.add("directory", request.directory().toString());
        request.options().forEach(option -> inputs.add("option", option));
        for (Map.Entry<String, String> setting : new TreeMap<>(request.settings()).entrySet()) {
            inputs.add(setting.getKey(), setting.getValue());
        }
        try {
            inputs.lines(request.lines(), request.directory());
            for (Path file : request.configurationFiles()) {
                inputs.content(file);
            }
            inputs.add("executable", identity(request.python().executable()));
            inputs.content(SYSTEM_RELEASE);
        } catch (IOException unreadable) {
            throw new NotStorable("cannot be read: " + unreadable);
        }
        return HexFormat.of().formatHex(inputs.digest.digest());
    }

    /** What markers and platform tags are made of, besides the interpreter. */
    private static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    /** An interpreter that was exchanged may have another {@code implementation_version} under the same version. */
    private static String identity(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) + " " + Files.getLastModifiedTime(file) : "none";
    }

    private void add(String name, String value) {
        byte[] bytes = value.getBytes(UTF_8);
        digest.update((name + "\0" + bytes.length + "\0").getBytes(UTF_8));
        digest.update(bytes);
    }

    private String wherever(String text) {
        return text.replace(environment, "{env_dir}");
    }

    private void lines(List<String> lines, Path directory) throws NotStorable, IOException {
        for (String line : lines) {
            String plain = line.replaceFirst("(^|\\s+)#.*$", "").strip();
            add("line", wherever(plain));
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
        add("file", wherever(file.toString()));
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
            add(path.toString(), sources.of(path));
        } else {
            content(path);
        }
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
