package io.github.toxmatrix.bytecode;

import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the installed distributions say of their sources in {@code RECORD}. Safe for many threads. */
final class Distributions {

    /** {@code pkg/mod.py,sha256=…,123}; quoted if the path has a comma. */
    private static final Pattern LINE = Pattern.compile(
            "(?:\"(?<quoted>[^\"]+\\.py)\"|(?<plain>[^\",]+\\.py)),sha256=(?<hash>[A-Za-z0-9_-]{43})=?,\\d*");

    /**
     * A line of {@code RECORD}.
     *
     * @param path below site-packages, with {@code /}
     */
    private record Recorded(String path, String sha256) {}

    private final Map<String, List<Recorded>> read = new ConcurrentHashMap<>();

    /**
     * The sources that lie in a site-packages folder: what has a SHA-256 in {@code RECORD}, and single modules that belong to
     * no distribution.
     */
    List<SourceFile> sources(Path sitePackages) throws IOException {
        Map<Path, SourceFile> sources = new LinkedHashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(sitePackages, "*.dist-info")) {
            for (Path folder : folders) {
                Path record = folder.resolve("RECORD");
                if (Files.isRegularFile(record)) {
                    for (Recorded line : recorded(Files.readAllBytes(record))) {
                        Path source = sitePackages.resolve(line.path());
                        sources.put(source, new SourceFile(source, source.toString(), line.sha256()));
                    }
                }
            }
        }
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(sitePackages, "*.py")) {
            for (Path module : modules) {
                if (!sources.containsKey(module)) {
                    sources.put(module, SourceFile.read(module));
                }
            }
        }
        return List.copyOf(sources.values());
    }

    private List<Recorded> recorded(byte[] record) {
        return read.computeIfAbsent(Sha256.hex(record), same -> parse(record));
    }

    private static List<Recorded> parse(byte[] record) {
        return new String(record, StandardCharsets.UTF_8)
                .lines()
                .map(Distributions::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Recorded> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String path = matcher.group("quoted") != null ? matcher.group("quoted") : matcher.group("plain");
        try {
            Path relative = Path.of(path);
            if (relative.isAbsolute() || !relative.normalize().equals(relative) || relative.startsWith("..")) {
                return Optional.empty();
            }
            byte[] hash = Base64.getUrlDecoder().decode(matcher.group("hash"));
            return Optional.of(new Recorded(path, HexFormat.of().formatHex(hash)));
        } catch (IllegalArgumentException notForUs) {
            return Optional.empty();
        }
    }
}
