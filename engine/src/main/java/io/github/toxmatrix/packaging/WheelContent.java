package io.github.toxmatrix.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.toxmatrix.digest.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a wheel (PEP 427) holds. */
public final class WheelContent {

    private WheelContent() {}

    /**
     * A digest of its files by name, permissions and content, but not of their times, which differ each time that it is built.
     *
     * @return empty where it is none that names only files within it: what to make of such a one is an installer's to say
     * @throws IOException where it cannot be read
     */
    public static Optional<String> digest(Path wheel) throws IOException {
        MessageDigest digest = Sha256.begin();
        try (FileSystem archive = FileSystems.newFileSystem(wheel, Map.of("enablePosixFileAttributes", "true"));
                OutputStream digesting = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            for (Path file : files(archive)) {
                String head = file + " " + Files.getPosixFilePermissions(file) + " " + Files.size(file) + "\n";
                digesting.write(head.getBytes(UTF_8));
                Files.copy(file, digesting);
            }
        } catch (ProviderNotFoundException noArchiveOfFilesWithinIt) {
            return Optional.empty();
        }
        return Optional.of(HexFormat.of().formatHex(digest.digest()));
    }

    private static List<Path> files(FileSystem archive) throws IOException {
        try (Stream<Path> content = Files.walk(archive.getPath("/"))) {
            return content.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
