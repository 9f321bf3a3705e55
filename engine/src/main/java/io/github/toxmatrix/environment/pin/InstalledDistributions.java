package io.github.toxmatrix.environment.pin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.toxmatrix.pep.NormalizedName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What lies in an environment.
 *
 * @param all versions, by normalised names
 * @param versions of distributions of an index among them
 * @param direct distributions of an archive or a repository behind a URL (PEP 610), as requirements without credentials. What
 *     came from a folder or file of this machine is in neither.
 */
public record InstalledDistributions(Map<String, String> all, Map<String, String> versions, List<String> direct) {

    private static final Pattern METADATA =
            Pattern.compile("(?<name>.+?)-(?<version>[^-]+?)(?:-py\\d+(?:\\.\\d+)?)?\\.(?:dist|egg)-info");
    private static final JsonFactory JSON = new JsonFactory();

    static InstalledDistributions in(Path sitePackages) throws IOException {
        Map<String, String> all = new TreeMap<>();
        Map<String, String> versions = new TreeMap<>();
        List<String> direct = new ArrayList<>();
        try (Stream<Path> entries = Files.list(sitePackages)) {
            for (Path entry : entries.toList()) {
                Matcher metadata = METADATA.matcher(entry.getFileName().toString());
                if (metadata.matches()) {
                    String name = NormalizedName.of(metadata.group("name"));
                    all.put(name, metadata.group("version"));
                    Path origin = entry.resolve("direct_url.json");
                    if (!Files.exists(origin)) {
                        versions.put(name, metadata.group("version"));
                    } else {
                        origin(origin).ifPresent(url -> direct.add(name + " @ " + url));
                    }
                }
            }
        }
        return new InstalledDistributions(all, versions, direct);
    }

    /**
     * The distribution that was installed from a folder of this machine.
     *
     * @return its metadata folder; empty too where it is not known from which folder something came
     */
    static Optional<Path> from(Path project, Path sitePackages) throws IOException {
        try (DirectoryStream<Path> metadata = Files.newDirectoryStream(sitePackages, "*.dist-info")) {
            for (Path entry : metadata) {
                Path origin = entry.resolve("direct_url.json");
                if (Files.exists(origin) && isOf(project, fields(origin).getOrDefault("url", ""))) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(Path project, String url) {
        try {
            return url.startsWith("file:") && Path.of(URI.create(url)).equals(project);
        } catch (IllegalArgumentException | FileSystemNotFoundException notOfThisMachine) {
            return false;
        }
    }

    /** Name, normalised, and version of a distribution, by the name of its metadata folder. */
    static Optional<Map.Entry<String, String>> named(String metadataFolder) {
        Matcher metadata = METADATA.matcher(metadataFolder);
        return metadata.matches()
                ? Optional.of(Map.entry(NormalizedName.of(metadata.group("name")), metadata.group("version")))
                : Optional.empty();
    }

    /** A URL with the commit of a repository; empty for what lies on this machine. */
    private static Optional<String> origin(Path file) throws IOException {
        Map<String, String> fields = fields(file);
        String url = fields.getOrDefault("url", "").replaceFirst("(?<=://)[^/@]*@", "");
        if (url.isEmpty() || url.startsWith("file:")) {
            return Optional.empty();
        }
        String commit = fields.getOrDefault("commit_id", "");
        return Optional.of(commit.isEmpty() ? url : fields.getOrDefault("vcs", "git") + "+" + url + "@" + commit);
    }

    private static Map<String, String> fields(Path file) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    fields.putIfAbsent(String.valueOf(parser.currentName()), parser.getText());
                }
            }
        }
        return fields;
    }
}
